package io.oomtrace.jvmti;

import io.oomtrace.internals.Internals;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.net.URI;

/**
 * JDK 17's module {@code jdk.incubator.foreign} (JEP 412), which a program has only if it asks for it. Does what the JDK's
 * {@code Modules.loadModule} would do for a module that needs {@code java.base} alone; that one resolves all modules,
 * with what they provide to each other, which takes much longer.
 */
final class IncubatorModule {
    private static final String NAME = "jdk.incubator.foreign";
    private static final String ONE_OF_ITS_CLASSES = "jdk.internal.foreign.abi.ProgrammableInvoker";

    private IncubatorModule() {}

    /** Defines it, unless it is there: the program may have it, or this agent may have been here before. */
    static void load(Internals internals) throws ReflectiveOperationException {
        if (!isThere()) {
            define(internals);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(ONE_OF_ITS_CLASSES, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void define(Internals internals) throws ReflectiveOperationException {
        Class<?> modules = Class.forName("jdk.internal.module.Modules");
        Method define = internals.method(modules, "defineModule", ClassLoader.class, ModuleDescriptor.class, URI.class);
        Method read = internals.method(modules, "addReads", Module.class, Module.class);
        Method export = internals.method(modules, "addExports", Module.class, String.class);
        Method exportTo = internals.method(modules, "addExports", Module.class, String.class, Module.class);

        ModuleReference found = ModuleFinder.ofSystem().find(NAME).orElse(null);
        if (found == null) {
            throw new ClassNotFoundException("this Java runtime has no module " + NAME);
        }
        ModuleDescriptor descriptor = found.descriptor();
        Module base = Object.class.getModule();
        Module defined = (Module)
                internals.call(define, null, null, descriptor, found.location().orElse(null));
        internals.call(read, null, defined, base);
        for (ModuleDescriptor.Exports exported : descriptor.exports()) {
            internals.call(export, null, defined, exported.source());
        }
        for (ModuleDescriptor.Exports exported : base.getDescriptor().exports()) {
            if (exported.targets().contains(NAME)) {
                internals.call(exportTo, null, base, exported.source(), defined);
            }
        }
    }
}

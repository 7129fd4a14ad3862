package io.oomtrace.asyncprofiler;

import io.oomtrace.internals.Internals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The module {@value #NAME}, of async-profiler's class that calls its library and nothing else, in a loader of its own. It has
 * its package's name, {@code one.profiler}: an application that has that, too, sees only its own.
 *
 * <p>JDK 24 and newer print a warning when code loads a native library that was not named in {@code
 * --enable-native-access} (JEP 472). Such permission is given to modules, and to all code on the class path together: so this
 * is a module, and gets it in the way the JVM gives it at the start.
 */
final class ProfilerModule {
    private static final String NAME = "io.oomtrace.asyncprofiler";
    private static final String PACKAGE = "one.profiler.";
    private static final int NATIVE_ACCESS_SINCE = 22;

    private final Class<?> type;

    private ProfilerModule(Class<?> type) {
        this.type = type;
    }

    /** @param jar in which the classes are */
    static ProfilerModule define(ClassLoader jar, Instrumentation instrumentation) throws ReflectiveOperationException {
        ModuleDescriptor descriptor =
                ModuleDescriptor.newModule(NAME).exports("one.profiler").build();
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(new Alone(descriptor), ModuleFinder.of(), Set.of(NAME));
        Loader loader = new Loader(jar);
        ModuleLayer layer = ModuleLayer.defineModules(configuration, List.of(ModuleLayer.boot()), name -> loader)
                .layer();
        enableNativeAccess(layer.findModule(NAME).orElseThrow(), instrumentation);
        return new ProfilerModule(Class.forName(PACKAGE + "AsyncProfiler", true, loader));
    }

    private static void enableNativeAccess(Module module, Instrumentation instrumentation) {
        if (Runtime.version().feature() < NATIVE_ACCESS_SINCE) {
            return;
        }
        try {
            Internals internals = new Internals(instrumentation);
            internals.call(internals.method(Module.class, "implAddEnableNativeAccess"), module);
        } catch (ReflectiveOperationException e) {
            // A later JDK may have another way: then it warns, and works.
        }
    }

    /** @throws UnsatisfiedLinkError when the library at this path cannot be loaded */
    Profiler load(Path library) {
        try {
            Object profiler = type.getMethod("getInstance", String.class).invoke(null, library.toString());
            Method execute = type.getMethod("execute", String.class);
            Method samples = type.getMethod("getSamples");
            return new Reflected(profiler, execute, samples);
        } catch (InvocationTargetException e) {
            throw rethrown(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static RuntimeException rethrown(InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e.getCause());
    }

    private record Reflected(Object profiler, Method execute, Method samplesMethod) implements Profiler {
        @Override
        public String execute(String command) throws IOException {
            try {
                return (String) execute.invoke(profiler, command);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                throw rethrown(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public long samples() {
            try {
                return (long) samplesMethod.invoke(profiler);
            } catch (InvocationTargetException e) {
                throw rethrown(e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Finds this one module. */
    private static final class Alone extends ModuleReference implements ModuleFinder {
        Alone(ModuleDescriptor descriptor) {
            super(descriptor, null);
        }

        @Override
        public ModuleReader open() throws IOException {
            throw new IOException("its classes are read by its loader");
        }

        @Override
        public Optional<ModuleReference> find(String name) {
            return name.equals(NAME) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return Set.of(this);
        }
    }

    /** Defines the classes of the package from where another loader has them. */
    private static final class Loader extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final ClassLoader jar;

        Loader(ClassLoader jar) {
            super(NAME, getPlatformClassLoader());
            this.jar = jar;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = jar.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

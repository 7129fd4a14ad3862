package io.oomtrace.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Loads classes through {@link AgentTransformer}; the JVM verifies them. */
final class InstrumentedLoader extends ClassLoader {
    final AgentTransformer transformer;

    InstrumentedLoader(Handover handover) {
        this(handover, new ExactSites(new ExactScope(List.of()), object -> 0));
    }

    InstrumentedLoader(Handover handover, ExactSites exact) {
        super(InstrumentedLoader.class.getClassLoader());
        transformer = new AgentTransformer(null, name -> false, exact, handover, new UncountedThread());
    }

    /** Defines and links the instrumented form of a class file; as it is, when nothing is to be instrumented. */
    Class<?> define(String name, byte[] original) throws Exception {
        byte[] bytes = transformer.transform(this, name.replace('.', '/'), null, null, original);
        if (transformer.failures() != 0) {
            throw new AssertionError(transformer.lastFailure());
        }
        byte[] defined = bytes == null ? original : bytes;
        Class<?> type = defineClass(name, defined, 0, defined.length);
        MethodHandles.privateLookupIn(type, MethodHandles.lookup()).ensureInitialized(type);
        return type;
    }

    /** A second copy of a class of the test's own, instrumented. */
    Class<?> copyOf(Class<?> original) throws Exception {
        return define(original.getName(), read(original));
    }

    static byte[] read(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }
}

package io.oomtrace.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Loads and initialises, before it does, what runs on threads of the application: recorders and transformer. To load a
 * class there could mean to wait for a thread that waits for us: loading takes locks and allocates, and the allocation
 * may be sampled. Which classes these are is listed in the jar when it is made.
 */
final class EagerClasses {
    private EagerClasses() {}

    /**
     * @param allocations whether they are instrumented; what else is, {@link
     *     io.oomtrace.instrument.AgentTransformer#warmUp()} loads
     * @throws ClassNotFoundException when the jar has changed since it was opened
     */
    static void load(boolean allocations) throws IOException, ClassNotFoundException {
        load("eager/recording");
        if (allocations) {
            load("eager/instrumenting");
        }
    }

    /** @param list a resource of binary names with slashes, one to a line */
    private static void load(String list) throws IOException, ClassNotFoundException {
        ClassLoader own = EagerClasses.class.getClassLoader();
        String names;
        try (InputStream in = own.getResourceAsStream(list)) {
            if (in == null) {
                throw new IOException("the jar lacks " + list);
            }
            names = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace('/', '.');
        }
        int from = 0;
        for (int end = names.indexOf('\n'); end >= 0; end = names.indexOf('\n', from)) {
            Class.forName(names.substring(from, end), true, own);
            from = end + 1;
        }
    }
}

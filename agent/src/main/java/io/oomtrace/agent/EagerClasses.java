package io.oomtrace.agent;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads and initialises, before it does, what runs on threads of the application: recorders and transformer. To load a
 * class there could mean to wait for a thread that waits for us: loading takes locks and allocates, and the allocation
 * may be sampled.
 */
final class EagerClasses {
    private static final String ROOT = "isolated/";
    private static final String SUFFIX = ".classdata";
    private static final String[] RECORDING = {
        "io/oomtrace/alloc/", "io/oomtrace/snapshot/", "io/oomtrace/stack/", "io/oomtrace/thread/",
    };
    private static final String[] INSTRUMENTING = {
        "io/oomtrace/instrument/", "io/oomtrace/lib/bytebuddy/jar/asm/",
    };

    private EagerClasses() {}

    /**
     * @param allocations whether they are instrumented; what else is, {@link
     *     io.oomtrace.instrument.AgentTransformer#warmUp()} loads
     * @throws ClassNotFoundException when the jar has changed since it was opened
     */
    static void load(boolean allocations) throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar = Path.of(EagerClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile open = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = open.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (isIn(RECORDING, name) || allocations && isIn(INSTRUMENTING, name)) {
                    String type = name.substring(ROOT.length(), name.length() - SUFFIX.length());
                    Class.forName(type.replace('/', '.'), true, EagerClasses.class.getClassLoader());
                }
            }
        }
    }

    private static boolean isIn(String[] packages, String name) {
        for (String prefix : packages) {
            if (name.startsWith(prefix, ROOT.length()) && name.endsWith(SUFFIX)) {
                return !name.endsWith("package-info" + SUFFIX);
            }
        }
        return false;
    }
}

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
    private static final String[] PACKAGES = {
        "io/oomtrace/alloc/",
        "io/oomtrace/instrument/",
        "io/oomtrace/lib/bytebuddy/jar/asm/",
        "io/oomtrace/snapshot/",
        "io/oomtrace/stack/",
        "io/oomtrace/thread/",
    };

    private EagerClasses() {}

    /** @throws ClassNotFoundException when the jar has changed since it was opened */
    static void load() throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar = Path.of(EagerClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile open = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = open.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (runsOnApplicationThreads(name)) {
                    String type = name.substring(ROOT.length(), name.length() - SUFFIX.length());
                    Class.forName(type.replace('/', '.'), true, EagerClasses.class.getClassLoader());
                }
            }
        }
    }

    private static boolean runsOnApplicationThreads(String name) {
        for (String prefix : PACKAGES) {
            if (name.startsWith(prefix, ROOT.length()) && name.endsWith(SUFFIX)) {
                return !name.endsWith("package-info" + SUFFIX);
            }
        }
        return false;
    }
}

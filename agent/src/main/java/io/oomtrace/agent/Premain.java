package io.oomtrace.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Where the JVM enters the agent, and the only class of ours that the application's class loader can see.
 *
 * <p>Everything else is loaded by an isolated loader from entries of the same jar that no other loader takes for classes
 * ({@code isolated/}). Loading the agent again, by the command line or by attaching, reaches the same
 * instance. A failure prints one line and leaves the application alone.
 */
public final class Premain {
    private static final String ENTRY = "io.oomtrace.agent.Entry";

    private static final String OWN = "io.oomtrace.";
    private static final String HOOK = "io.oomtrace.hook.";

    /** The classes that most starts load: one entry of the jar is quicker to read than three hundred. */
    private static final String PACKED = "isolated/start.tar";

    private static final int TAR_BLOCK = 512;
    private static final int TAR_SIZE = 124; // where a header has it, in octal
    private static final ProtectionDomain DOMAIN = Premain.class.getProtectionDomain();

    private static Consumer<Object[]> entry;

    private Premain() {}

    public static void premain(String options, Instrumentation instrumentation) {
        load(options, instrumentation, false);
    }

    public static void agentmain(String options, Instrumentation instrumentation) {
        load(options, instrumentation, true);
    }

    private static synchronized void load(String options, Instrumentation instrumentation, boolean attached) {
        try {
            if (entry == null) {
                IsolatedLoader loader = new IsolatedLoader(ownJar());
                Class.forName(ENTRY, true, loader);
                entry = loader.entry;
            }
            entry.accept(new Object[] {options, instrumentation, attached});
        } catch (Throwable t) {
            Throwable cause = t.getCause() == null ? t : t.getCause();
            System.err.println("oomtrace: not started, the application runs without it: " + cause);
        }
    }

    private static JarFile ownJar() throws Exception {
        return new JarFile(new File(Premain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    }

    /** Finds the agent's own classes; asks only the platform loader for others. The entry gives itself to it. */
    private static final class IsolatedLoader extends ClassLoader implements Consumer<Consumer<Object[]>> {
        static {
            registerAsParallelCapable();
        }

        private final JarFile jar;
        private final Map<String, byte[]> packed; // until they are classes
        private Consumer<Object[]> entry;

        IsolatedLoader(JarFile jar) throws IOException {
            super("oomtrace", getPlatformClassLoader());
            this.jar = jar;
            this.packed = unpacked();
        }

        /** The files of the archive. Of the tar format (POSIX.1, ustar), names and sizes are all that matters here. */
        private Map<String, byte[]> unpacked() throws IOException {
            byte[] tar;
            try (InputStream in = jar.getInputStream(jar.getEntry(PACKED))) {
                tar = in.readAllBytes();
            }
            Map<String, byte[]> files = new ConcurrentHashMap<>();
            int header = 0;
            while (header < tar.length && tar[header] != 0) {
                int end = header;
                while (tar[end] != 0) {
                    end++;
                }
                int size = 0;
                for (int digit = header + TAR_SIZE; tar[digit] != 0 && tar[digit] != ' '; digit++) {
                    size = size * 8 + tar[digit] - '0';
                }
                int content = header + TAR_BLOCK;
                files.put(
                        new String(tar, header, end - header, StandardCharsets.US_ASCII),
                        Arrays.copyOfRange(tar, content, content + size));
                header = content + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
            }
            return files;
        }

        @Override
        public void accept(Consumer<Object[]> initialised) {
            entry = initialised;
        }

        /** Ours first: the parent would throw for each of them. But for the hook, which is the bootstrap loader's. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OWN) || name.startsWith(HOOK)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            byte[] bytes = packed.remove(file);
            if (bytes == null) {
                bytes = read(file, name);
            }
            return defineClass(name, bytes, 0, bytes.length, DOMAIN);
        }

        private byte[] read(String file, String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        /** A class file or another entry of the isolated part; null when there is none. */
        @Override
        public InputStream getResourceAsStream(String name) {
            try {
                byte[] bytes = packed.get(name);
                if (bytes != null) {
                    return new ByteArrayInputStream(bytes);
                }
                boolean isClass = name.endsWith(".class");
                ZipEntry stored = jar.getEntry("isolated/" + name + (isClass ? "data" : ""));
                if (stored != null) {
                    return jar.getInputStream(stored);
                }
                byte[] again = isClass ? unpacked().get(name) : null; // of a class that there is already
                return again == null ? null : new ByteArrayInputStream(again);
            } catch (IOException e) {
                return null;
            }
        }
    }
}

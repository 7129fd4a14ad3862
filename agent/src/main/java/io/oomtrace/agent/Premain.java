package io.oomtrace.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Where the JVM enters the agent, and the only class of ours that the application's class loader can see.
 *
 * <p>Everything else is loaded by an isolated loader from entries of the same jar that no other loader takes for classes
 * ({@code isolated/….classdata}). Loading the agent again, by the command line or by attaching, reaches the same
 * instance. A failure prints one line and leaves the application alone.
 */
public final class Premain {
    private static final String ENTRY = "io.oomtrace.agent.Entry";

    private static final String OWN = "io.oomtrace.";
    private static final String HOOK = "io.oomtrace.hook.";

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
        private Consumer<Object[]> entry;

        IsolatedLoader(JarFile jar) {
            super("oomtrace", getPlatformClassLoader());
            this.jar = jar;
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
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, Premain.class.getProtectionDomain());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        /** A class file or another entry of the isolated part; null when there is none. */
        @Override
        public InputStream getResourceAsStream(String name) {
            String stored = name.endsWith(".class") ? name + "data" : name;
            ZipEntry entry = jar.getEntry("isolated/" + stored);
            try {
                return entry == null ? null : jar.getInputStream(entry);
            } catch (IOException e) {
                return null;
            }
        }
    }
}

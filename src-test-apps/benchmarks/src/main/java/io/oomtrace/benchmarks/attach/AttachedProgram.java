package io.oomtrace.benchmarks.attach;

import io.oomtrace.benchmarks.run.Ticker;
import io.oomtrace.benchmarks.workload.Workload;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The forked program: loads that many classes from the first of the jars given, then works steadily. To each line on
 * standard input it answers with the longest gap between two ticks since the last.
 */
final class AttachedProgram {
    private AttachedProgram() {}

    public static void main(String[] args) throws Exception {
        int loaded = load(Integer.parseInt(args[0]), Arrays.copyOfRange(args, 1, args.length));
        Ticker ticker = new Ticker();
        ticker.start();
        new Worker().start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("loaded " + loaded);
        while (in.readLine() != null) {
            System.out.println("longest_gap_ns=" + ticker.takeLongest());
        }
        System.exit(0);
    }

    /** Loads, without initialising them, the classes that can be. */
    private static int load(int wanted, String[] jars) throws Exception {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = Path.of(jars[i]).toUri().toURL();
        }
        ClassLoader loader = new URLClassLoader(urls, null);
        int loaded = 0;
        try (JarFile jar = new JarFile(jars[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (loaded < wanted && name.endsWith(".class") && !name.contains("-")) {
                    loaded += canLoad(name.substring(0, name.length() - 6).replace('/', '.'), loader) ? 1 : 0;
                }
            }
        }
        return loaded;
    }

    private static boolean canLoad(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // It needs a library that is not there.
        }
    }

    /** Requests back to back, each a document built and parsed. */
    private static final class Worker extends Thread {
        Worker() {
            super("worker");
            setDaemon(true);
        }

        @Override
        public void run() {
            try (Workload workload = Workloads.JACKSON.open(Path.of("unused"))) {
                while (true) {
                    workload.iterate();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

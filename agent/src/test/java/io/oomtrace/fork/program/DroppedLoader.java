package io.oomtrace.fork.program;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.TimeUnit;

/**
 * Loads {@link Tenant} in a class loader of its own, runs it, drops the loader and prints {@code collected} or {@code
 * kept alive}.
 */
public final class DroppedLoader {
    private static final long GIVE_UP_AFTER_NS = TimeUnit.MINUTES.toNanos(1);

    private static URLClassLoader loader;

    private DroppedLoader() {}

    public static void main(String[] args) throws Exception {
        URL classes = DroppedLoader.class.getProtectionDomain().getCodeSource().getLocation();
        loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        serve(100); // before an agent is attached
        Cue.await("ready");
        serve(200_000);
        Cue.await("served");
        ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
        WeakReference<ClassLoader> dropped = new WeakReference<>(loader, queue);
        loader.close();
        loader = null;
        System.out.println(isCollected(queue) ? "collected" : "kept alive");
        Cue.await("done");
        if (dropped.get() != null) {
            System.exit(1);
        }
    }

    private static void serve(int requests) throws Exception {
        Class<?> tenant = loader.loadClass("io.oomtrace.fork.program.Tenant");
        if (tenant.getClassLoader() != loader) {
            throw new IllegalStateException("Tenant came from " + tenant.getClassLoader());
        }
        System.out.println("answer " + tenant.getMethod("serve", int.class).invoke(null, requests));
    }

    private static boolean isCollected(ReferenceQueue<?> queue) throws InterruptedException {
        long end = System.nanoTime() + GIVE_UP_AFTER_NS;
        while (System.nanoTime() < end) {
            System.gc();
            if (queue.remove(100) != null) {
                return true;
            }
        }
        return false;
    }
}

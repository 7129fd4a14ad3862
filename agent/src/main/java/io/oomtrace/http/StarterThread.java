package io.oomtrace.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs what starts threads of the JDK's, so that these are daemons, ours by name, and keep nothing of the application.
 *
 * <p>A thread inherits from its starter whether it is a daemon, the group, and the context class loader, and
 * {@code HttpServer} offers no way to say otherwise. The group is how its threads are found, to be named and joined.
 */
final class StarterThread {
    private static final String PREFIX = "oomtrace-";

    private StarterThread() {}

    /** Something that starts threads. */
    interface Action {
        void run() throws IOException;
    }

    /** Runs the action and returns the threads it started and that still run. */
    static List<Thread> run(Action action) throws IOException {
        ThreadGroup group = group();
        FutureTask<List<Thread>> started = new FutureTask<>(new Starting(action, group));
        Thread starter = new Thread(group, started, PREFIX + "http-starter", 0, false);
        starter.setDaemon(true);
        starter.setContextClassLoader(StarterThread.class.getClassLoader());
        starter.start();
        try {
            List<Thread> threads = started.get();
            starter.join();
            return threads;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("The HTTP server did not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the HTTP server started.", e);
        }
    }

    /** What runs on the starter. A class, because the JDK writes one for a lambda, at every start. */
    private record Starting(Action action, ThreadGroup group) implements Callable<List<Thread>> {
        @Override
        public List<Thread> call() throws IOException {
            action.run();
            return named(group);
        }
    }

    /** Below the root group: groups of the application can be interrupted or destroyed by it. */
    @SuppressWarnings("removal") // Before JDK 19 a group that is no daemon is never forgotten by its parent.
    private static ThreadGroup group() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        ThreadGroup group = new ThreadGroup(root, PREFIX + "http");
        group.setDaemon(true);
        return group;
    }

    private static List<Thread> named(ThreadGroup group) {
        Thread[] found = new Thread[group.activeCount() + 8];
        int count = group.enumerate(found);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (found[i] != Thread.currentThread()) {
                found[i].setName(PREFIX + found[i].getName());
                others.add(found[i]);
            }
        }
        return others;
    }
}

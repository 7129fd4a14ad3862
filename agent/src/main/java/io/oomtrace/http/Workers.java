package io.oomtrace.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads exchanges run on: a few, daemons, gone when idle.
 *
 * <p>The JDK's server reads the request head on these threads, too, so a client that sends half a head holds one. It is
 * cut off after 10 s; as soon as others wait, after a quarter of one, so slow clients
 * cannot keep honest ones out. When the queue is full, one more thread answers 503; when that has too much to do, the
 * server closes the connection. Each of these is counted.
 */
final class Workers implements Executor, AutoCloseable {
    static final int THREADS = 4;

    static final int QUEUE = 64;
    private static final int REFUSAL_QUEUE = 16;

    /** Looks of the watchdog, each {@link #LOOK_INTERVAL_MS} after the last, until a client is cut off. */
    private static final int PATIENCE = 200;

    private static final int PATIENCE_UNDER_LOAD = 5;
    private static final long LOOK_INTERVAL_MS = 50;
    private static final long KEEP_ALIVE_S = 10;
    private static final long CLOSE_S = 5;

    private final Factory factory = new Factory();
    private final ThreadPoolExecutor pool = pool(THREADS, QUEUE);
    private final ThreadPoolExecutor refusals = pool(1, REFUSAL_QUEUE);
    private final ScheduledThreadPoolExecutor watchdog = new ScheduledThreadPoolExecutor(1, factory);
    private final AtomicBoolean watching = new AtomicBoolean();

    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Transfer> current = new ThreadLocal<>();
    private final ThreadLocal<Boolean> refusing = new ThreadLocal<>();

    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();

    private final long lookIntervalMs;

    Workers() {
        this(LOOK_INTERVAL_MS);
    }

    Workers(long lookIntervalMs) {
        this.lookIntervalMs = lookIntervalMs;
        watchdog.setKeepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS);
        watchdog.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException when not even a refusal can be queued; the server then hangs up */
    @Override
    public void execute(Runnable exchange) {
        try {
            pool.execute(() -> run(exchange, false));
            return;
        } catch (RejectedExecutionException full) {
            refused.incrementAndGet();
        }
        try {
            refusals.execute(() -> run(exchange, true));
        } catch (RejectedExecutionException full) {
            dropped.incrementAndGet();
            throw full;
        }
    }

    /** Whether the exchange on this thread is to be answered 503. */
    boolean refuses() {
        return refusing.get() == Boolean.TRUE;
    }

    /** The exchange on this thread. */
    Transfer transfer() {
        return current.get();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("exchanges", exchanges.get());
        figures.put("queued", pool.getQueue().size());
        figures.put("refused_busy", refused.get());
        figures.put("dropped_busy", dropped.get());
        figures.put("cut_off_slow", cutOff.get());
        return figures;
    }

    /** Ends all exchanges and waits for the threads to end. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        pool.shutdownNow();
        refusals.shutdownNow();
        try {
            factory.join(TimeUnit.SECONDS.toMillis(CLOSE_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Runnable exchange, boolean refuse) {
        exchanges.incrementAndGet();
        Transfer transfer = new Transfer();
        current.set(transfer);
        refusing.set(refuse);
        transfers.add(transfer);
        watch();
        try {
            exchange.run();
        } finally {
            transfer.end();
            transfers.remove(transfer);
            current.remove();
            refusing.remove();
        }
    }

    /** Looks after the transfers from time to time, while there are any. */
    private void watch() {
        if (watching.compareAndSet(false, true)) {
            try {
                watchdog.schedule(this::cutOffTheSlow, lookIntervalMs, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                watching.set(false);
            }
        }
    }

    private void cutOffTheSlow() {
        boolean othersWait = !pool.getQueue().isEmpty() || !refusals.getQueue().isEmpty();
        int patience = othersWait ? PATIENCE_UNDER_LOAD : PATIENCE;
        for (Transfer transfer : transfers) {
            if (transfer.look(patience)) {
                cutOff.incrementAndGet();
            }
        }
        watching.set(false);
        if (!transfers.isEmpty()) {
            watch();
        }
    }

    private ThreadPoolExecutor pool(int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, KEEP_ALIVE_S, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static final class Factory implements ThreadFactory {
        private final AtomicInteger number = new AtomicInteger();

        /** Those not yet seen to have ended. */
        private final Set<Thread> made = ConcurrentHashMap.newKeySet();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, "oomtrace-http-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            made.removeIf(old -> old.getState() == Thread.State.TERMINATED);
            made.add(thread);
            return thread;
        }

        /** An executor is terminated while its last thread still runs, so this waits for the threads themselves. */
        void join(long patienceMs) throws InterruptedException {
            for (Thread thread : made) {
                thread.join(patienceMs);
            }
        }
    }
}

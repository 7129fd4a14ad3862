package io.oomtrace.fork.program;

import java.lang.ref.Cleaner;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts known numbers of threads and makes known numbers of executors, each kind on a line of its own, marked with a
 * comment. Every number is another one, so that no line can be taken for another.
 *
 * <p>Virtual threads come by reflection: they are there from JDK 21. {@link #ONE_CARRIER} makes the first of them start
 * the only thread that carries them, and no marked line start any.
 */
public final class KnownThreads {
    public static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";

    /** Lets virtual threads be collected that wait for nothing anybody can reach. */
    public static final String COLLECTABLE = "-Djdk.trackAllThreads=false";

    public static final int ENDED_THREADS = 41;
    public static final int LIVING_THREADS = 13;
    public static final int OWN_THREADS = 6;
    public static final int OPEN_TIMERS = 3;
    public static final int CANCELLED_TIMERS = 9;
    public static final int DROPPED_TIMERS = 14;
    public static final int OPEN_CLEANERS = 2;
    public static final int DROPPED_CLEANERS = 8;
    public static final int OPEN_POOLS = 5;
    public static final int THREADS_PER_POOL = 4;
    public static final int LEAKED_POOLS = 12;
    public static final int UNUSED_POOLS = 23;
    public static final int BUSY_SCHEDULERS = 7;
    public static final int FIXED_POOLS = 11;
    public static final int OPEN_FORK_JOIN_POOLS = 10;
    public static final int ENDED_FORK_JOIN_POOLS = 17;
    public static final int LIVING_VIRTUAL_THREADS = 310;
    public static final int ENDED_VIRTUAL_THREADS = 37;
    public static final int DROPPED_VIRTUAL_THREADS = 29;
    public static final int OPEN_PER_TASK_EXECUTORS = 15;
    public static final int ENDED_PER_TASK_EXECUTORS = 16;
    public static final int DROPPED_PER_TASK_EXECUTORS = 18;
    public static final int VIRTUAL_THREADS = 1
            + LIVING_VIRTUAL_THREADS
            + ENDED_VIRTUAL_THREADS
            + DROPPED_VIRTUAL_THREADS
            + OPEN_PER_TASK_EXECUTORS
            + ENDED_PER_TASK_EXECUTORS;

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final List<Object> KEPT = new ArrayList<>();

    private KnownThreads() {}

    public static void main(String[] args) throws Exception {
        ForkJoinPool.commonPool(); // else it were made where the class is first used
        Cue.await("ready");
        endedThreads();
        livingThreads();
        ownThreads();
        threadStartedTwice();
        timers();
        cleaners();
        openPools();
        leakedPools();
        unusedPools();
        busySchedulers();
        fixedPools();
        forkJoinPools();
        if (Runtime.version().feature() >= 21) {
            virtualThreads();
            perTaskExecutors();
        }
        Cue.await("done");
        System.exit(KEPT.isEmpty() ? 1 : 0);
    }

    private static void endedThreads() throws InterruptedException {
        Thread[] threads = new Thread[ENDED_THREADS];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {}, "ended-" + i);
            threads[i].start(); // site: ended threads
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void livingThreads() {
        for (int i = 0; i < LIVING_THREADS; i++) {
            new Thread(KnownThreads::waitForever, "living-" + i).start(); // site: living threads
        }
    }

    private static void ownThreads() {
        for (int i = 0; i < OWN_THREADS; i++) {
            new OwnThread().start();
        }
    }

    private static void threadStartedTwice() {
        Thread thread = new Thread(KnownThreads::waitForever, "twice");
        thread.start(); // site: first start
        try {
            thread.start(); // site: second start
            throw new AssertionError("started twice");
        } catch (IllegalThreadStateException e) {
            // That is no start.
        }
    }

    private static void timers() {
        for (int i = 0; i < OPEN_TIMERS; i++) {
            KEPT.add(new Timer("open timer")); // site: open timers
        }
        for (int i = 0; i < CANCELLED_TIMERS; i++) {
            Timer timer = new Timer(true); // site: cancelled timers
            KEPT.add(timer);
            timer.cancel();
            timer.cancel();
        }
        for (int i = 0; i < DROPPED_TIMERS; i++) {
            new Timer(); // site: dropped timers
        }
    }

    private static void cleaners() {
        for (int i = 0; i < OPEN_CLEANERS; i++) {
            KEPT.add(Cleaner.create()); // site: open cleaners
        }
        for (int i = 0; i < DROPPED_CLEANERS; i++) {
            Cleaner.create(); // site: dropped cleaners
        }
    }

    private static void openPools() {
        for (int i = 0; i < OPEN_POOLS; i++) {
            ThreadPoolExecutor pool = pool(); // as in most programs the pool is made further down
            KEPT.add(pool);
            for (int j = 0; j < THREADS_PER_POOL; j++) {
                pool.execute(KnownThreads::waitForever); // site: open pools' threads
            }
        }
    }

    private static ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor( // site: open pools
                THREADS_PER_POOL, THREADS_PER_POOL, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
    }

    /** Nobody can shut these down any more, and their idle threads keep them. */
    private static void leakedPools() throws Exception {
        for (int i = 0; i < LEAKED_POOLS; i++) {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS_PER_POOL); // site: leaked pools
            pool.submit(() -> {}).get(); // site: leaked pools' threads
        }
    }

    /** Their threads would hold them, but they have none. */
    private static void unusedPools() {
        for (int i = 0; i < UNUSED_POOLS; i++) {
            Executors.newCachedThreadPool(); // site: unused pools
        }
    }

    /** Shut down, but not done. */
    private static void busySchedulers() throws InterruptedException {
        for (int i = 0; i < BUSY_SCHEDULERS; i++) {
            ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1); // site: busy schedulers
            CountDownLatch busy = new CountDownLatch(1);
            Runnable task = () -> {
                busy.countDown();
                waitForever();
            };
            scheduler.schedule(task, 1, TimeUnit.MILLISECONDS); // site: busy schedulers' threads
            busy.await();
            scheduler.shutdown();
        }
    }

    private static void fixedPools() throws InterruptedException {
        for (int i = 0; i < FIXED_POOLS; i++) {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS_PER_POOL); // site: fixed pools
            for (int j = 0; j < THREADS_PER_POOL; j++) {
                pool.execute(() -> {}); // site: fixed pools' threads
            }
            KEPT.add(pool);
            pool.shutdown();
            awaitTermination(pool);
            pool.shutdownNow();
        }
    }

    private static void forkJoinPools() throws InterruptedException {
        for (int i = 0; i < OPEN_FORK_JOIN_POOLS; i++) {
            ForkJoinPool pool = new ForkJoinPool(1); // site: open fork-join pools
            KEPT.add(pool);
            pool.execute(KnownThreads::waitForever); // site: open fork-join pools' threads
        }
        for (int i = 0; i < ENDED_FORK_JOIN_POOLS; i++) {
            ExecutorService pool = Executors.newWorkStealingPool(1); // site: ended fork-join pools
            KEPT.add(pool);
            pool.execute(() -> {}); // site: ended fork-join pools' threads
            pool.shutdown();
            awaitTermination(pool);
        }
    }

    private static void virtualThreads() throws ReflectiveOperationException, InterruptedException {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        start.invoke(null, (Runnable) () -> {}); // starts the carrier too
        for (int i = 0; i < LIVING_VIRTUAL_THREADS; i++) {
            start.invoke(null, (Runnable) KnownThreads::waitForever); // site: living virtual threads
        }
        for (int i = 0; i < ENDED_VIRTUAL_THREADS; i++) {
            Thread thread = (Thread) start.invoke(null, (Runnable) () -> {}); // site: ended virtual threads
            thread.join();
        }
        for (int i = 0; i < DROPPED_VIRTUAL_THREADS; i++) {
            Thread thread = (Thread) start.invoke(null, (Runnable) LockSupport::park); // site: dropped virtual threads
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private static void perTaskExecutors() throws ReflectiveOperationException, InterruptedException {
        Method make = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        for (int i = 0; i < OPEN_PER_TASK_EXECUTORS; i++) {
            ExecutorService executor = (ExecutorService) make.invoke(null); // site: open per-task executors
            KEPT.add(executor);
            executor.execute(KnownThreads::waitForever); // site: open per-task executors' threads
        }
        for (int i = 0; i < ENDED_PER_TASK_EXECUTORS; i++) {
            ExecutorService executor = (ExecutorService) make.invoke(null); // site: ended per-task executors
            KEPT.add(executor);
            executor.execute(() -> {}); // site: ended per-task executors' threads
            executor.shutdown();
            awaitTermination(executor);
        }
        for (int i = 0; i < DROPPED_PER_TASK_EXECUTORS; i++) {
            make.invoke(null); // site: dropped per-task executors
        }
    }

    private static void awaitTermination(ExecutorService executor) throws InterruptedException {
        if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("not terminated: " + executor);
        }
    }

    private static void waitForever() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class OwnThread extends Thread {
        @Override
        public void start() {
            super.start(); // site: own threads
        }

        @Override
        public void run() {
            waitForever();
        }
    }
}

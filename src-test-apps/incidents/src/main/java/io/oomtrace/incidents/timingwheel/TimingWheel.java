package io.oomtrace.incidents.timingwheel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * A hashed timing wheel: tasks wait in the bucket of the tick they are due in, and run on an executor.
 *
 * <p>One thread runs {@link #run()} until {@link #stop()}; any thread may schedule. Varghese and Lauck, "Hashed and
 * Hierarchical Timing Wheels", 1987.
 */
final class TimingWheel implements Runnable {
    private static final long TICK_NANOS = 1_000_000_000L;

    private final Queue<Task>[] buckets;
    private final Executor executor;
    private int tick;
    private volatile boolean stopped;

    private static final class Task {
        final Runnable action;
        int rounds;

        Task(Runnable action, int rounds) {
            this.action = action;
            this.rounds = rounds;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There is no array of a parameterized type.
    TimingWheel(int size, Executor executor) {
        buckets = new Queue[size];
        Arrays.setAll(buckets, i -> new ArrayDeque<Task>(1));
        this.executor = executor;
    }

    /** Runs the action on the executor, {@code seconds} from now. */
    synchronized void schedule(Runnable action, int seconds) {
        int ticks = Math.max(1, seconds);
        buckets[(tick + ticks) % buckets.length].add(new Task(action, (ticks - 1) / buckets.length));
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, TICK_NANOS);
            turn();
        }
    }

    /** After this returns, nothing is handed to the executor any more. */
    synchronized void stop() {
        stopped = true;
    }

    /** Moves on to the next bucket and runs what is due there. */
    synchronized void turn() {
        if (stopped) {
            return;
        }
        tick = (tick + 1) % buckets.length;
        buckets[tick].removeIf(task -> {
            if (task.rounds-- > 0) {
                return false;
            }
            executor.execute(task.action);
            return true;
        });
    }
}

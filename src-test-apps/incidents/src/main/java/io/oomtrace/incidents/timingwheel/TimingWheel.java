package io.oomtrace.incidents.timingwheel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A hashed timing wheel: tasks wait in the bucket of the tick they are due in, and run on an executor.
 *
 * <p>One thread runs {@link #run()} until {@link #stop()}; any thread may schedule. Varghese and Lauck, "Hashed and
 * Hierarchical Timing Wheels", 1987.
 */
final class TimingWheel implements Runnable {
    /** Coarse, because with 20,000 wheels on two cores the ticks of one second are all the machine can do. */
    private static final int TICK_SECONDS = 10;

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

    /** Runs the action on the executor, {@code seconds} from now rounded up to a tick. */
    synchronized void schedule(Runnable action, int seconds) {
        int ticks = Math.max(1, (seconds + TICK_SECONDS - 1) / TICK_SECONDS);
        buckets[(tick + ticks) % buckets.length].add(new Task(action, (ticks - 1) / buckets.length));
    }

    @Override
    public void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(TICK_SECONDS));
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

package io.oomtrace.alloc;

import io.oomtrace.hook.JvmSampleListener;
import io.oomtrace.hook.JvmSamples;
import io.oomtrace.stack.VirtualThreads;
import java.util.Arrays;

/**
 * Chooses among the samples of the JVM's own sampler (JEP 331).
 *
 * <p>The JVM draws for each of its threads how many bytes to leave out, exponentially distributed, so that an object of s
 * bytes is sampled with a probability of 1 − exp(−s/i) for an interval i ({@code ThreadHeapSampler} in HotSpot). Its
 * interval can be changed, but a thread keeps what it has drawn until its next sample. So which interval each had been
 * drawn with is kept by thread, and the JVM's interval is changed seldom; what it gives too many of is thinned by
 * chance, at once, as {@link SamplingInterval} asks for. Each sample is weighed by both probabilities.
 */
public final class JvmSampler implements Sampler, JvmSampleListener {
    /** The JVM's own sampler. Implementations throw an {@link IllegalStateException} when the JVM refuses. */
    public interface Control {
        void start(int intervalBytes);

        void interval(int intervalBytes);

        void stop();
    }

    /** Of threads that were there before the sampler was switched on ({@code ThreadHeapSampler::_sampling_interval}). */
    private static final double JVMS_DEFAULT = 512 << 10;

    /**
     * The JVM's interval is halved so often more than needed, so that its samples tell how fast the program has
     * become.
     */
    private static final int DOUBLINGS_AHEAD = 2;

    private static final int MOST_AHEAD = 2 * DOUBLINGS_AHEAD;
    private static final int TAG_BITS = 8;
    private static final int THREADS = 1 << 12;

    /** Of the JVM's interval that are remembered: a thread may take its first sample long after its start. */
    private static final int CHANGES = 64;

    private final Control control;
    private final long shortest;
    private final SamplingInterval interval;

    /**
     * By thread, the thread and how often the interval of its present draw is doubled. A later thread may displace
     * it.
     */
    private final long[] drawn = new long[THREADS];

    /** By thread, the id of the platform's, since another may later have the same number; 0 for one that carries virtual ones. */
    private final long[] ids = new long[THREADS];

    /** Threads for which the taker works: what it allocates there is not taken, and so cannot recur. */
    private final long[] working = new long[THREADS];

    private final Coin coin = new Coin();

    private volatile Taker taker;
    private volatile int jvmsDoublings;
    private volatile long firstYoungThread;

    /** The id that a thread would have had when the JVM's interval was changed, and how often it was doubled from then on. */
    private volatile long[] changes = {};

    public JvmSampler(AllocationSettings settings, Control control) {
        this.control = control;
        this.shortest = settings.intervalBytes();
        this.interval = new SamplingInterval(shortest, settings.samplesPerSecond());
    }

    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public void start(Taker newTaker) {
        taker = newTaker;
        changed();
        if (firstYoungThread == 0) {
            firstYoungThread = changes[0] >>> TAG_BITS;
        }
        JvmSamples.setListener(this);
        control.start(jvmsInterval());
    }

    @Override
    public void stop() {
        control.stop();
        JvmSamples.setListener(null);
    }

    private void changed() {
        long nextThread = new Thread(OwnThreads.PREFIX + "never-started").getId();
        long[] before = changes;
        long[] after = Arrays.copyOfRange(before, before.length == CHANGES ? 1 : 0, before.length + 1);
        after[after.length - 1] = nextThread << TAG_BITS | jvmsDoublings;
        changes = after;
    }

    private int jvmsInterval() {
        return (int) Math.min(Integer.MAX_VALUE, shortest << jvmsDoublings);
    }

    @Override
    public void sampled(Object allocated, long size, long thread) {
        int slot = (int) (thread * Coin.GOLDEN >>> Long.SIZE - 12);
        long id = VirtualThreads.isOne(Thread.currentThread()) ? 0 : JvmSamples.threadId();
        double drawnWith = drawnWith(slot, thread, id);
        drawn[slot] = thread << TAG_BITS | jvmsDoublings; // The JVM has drawn again already.
        ids[slot] = id;
        // As if the JVM had drawn with the interval that is wanted: of large objects, hardly one is thrown out.
        double sampled = -Math.expm1(-size / drawnWith);
        double probability = -Math.expm1(-size / Math.max(drawnWith, interval.bytes()));
        if (working[slot] == thread
                || probability < sampled && coin.toss() >= probability / sampled
                || OwnThreads.isCurrent()) {
            return;
        }
        working[slot] = thread;
        try {
            long begun = System.nanoTime();
            taker.take(allocated, probability);
            interval.sampled(interval.doublings());
            taker.spent(System.nanoTime() - begun);
        } finally {
            working[slot] = 0;
        }
    }

    /** Bytes that the thread's present draw had as its mean. */
    private double drawnWith(int slot, long thread, long id) {
        long known = drawn[slot];
        boolean same = ids[slot] == id || ids[slot] == 0 || id == 0;
        if (known >>> TAG_BITS == thread && same) {
            return shortest << (known & (1 << TAG_BITS) - 1);
        }
        return id != 0 && id < firstYoungThread ? JVMS_DEFAULT : shortest << doublingsAtBirth(id);
    }

    /** A thread draws for the first time when it is started, which is soon after it was made. */
    private int doublingsAtBirth(long id) {
        long[] known = changes;
        for (int i = known.length - 1; i >= 0 && id != 0; i--) {
            if (known[i] >>> TAG_BITS <= id) {
                return (int) known[i] & (1 << TAG_BITS) - 1;
            }
        }
        return jvmsDoublings;
    }

    @Override
    public void tick() {
        interval.tick();
        int ahead = interval.doublings() - jvmsDoublings;
        if (ahead < 0 || ahead > MOST_AHEAD) {
            jvmsDoublings = Math.max(0, interval.doublings() - DOUBLINGS_AHEAD);
            control.interval(jvmsInterval());
            changed();
        }
    }

    @Override
    public long intervalBytes() {
        return interval.bytes();
    }

    @Override
    public long failures() {
        return JvmSamples.failures();
    }
}

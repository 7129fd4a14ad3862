package io.oomtrace.alloc;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Names;
import io.oomtrace.stack.Stacks;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Keeps what the samples of allocations add up to.
 *
 * <p>On the allocating thread a sample costs a stack walk and an entry in a lock-free queue; no class is loaded and no
 * lambda linked there, which could wait for another thread. Everything else (naming
 * frames, finding the site, tracking the object) is done by one thread, {@code oomtrace-recorder}, or by whoever asks
 * for a snapshot, under a lock that no application thread takes unless it asks.
 */
public final class AllocationRecorder implements Sampler.Taker, AutoCloseable {
    private static final long TICK_MS = 100;
    private static final int TICKS_PER_POLL = 10;

    /** In place of objects that somebody else refers to. */
    private static final Object ALIVE = new Object();

    // Written by application threads.
    private final Sampler sampler;
    private final Stacks stacks;
    private final ToLongFunction<Object> sizeOf;
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final FullCollection fullCollection = new FullCollection();
    private final CollectionClock clock = new CollectionClock(collected);
    private final PendingSamples pending;
    private final AtomicLong eliminated = new AtomicLong();
    private final AtomicLong samplingNanos = new AtomicLong();

    // Guarded by this.
    private final SiteTable sites;
    private final LiveObjects live;
    private final CoverageMeter meter;
    /** What stands in {@link #live} for objects of which somebody else knows that they live. */
    private final List<TrackedObject> reported = new ArrayList<>();

    private boolean recording;
    private long samples;
    private long takenAtPoll;
    private long inLastSecond;
    private long lastTick = System.nanoTime();
    private int ticks;

    /** Another one for each recorder and after each reset. */
    private long recordingId = newId();

    private volatile Runnable chore;
    private final Thread thread = new Thread(this::run, OwnThreads.PREFIX + "recorder");
    private volatile boolean closed;

    /**
     * @param sampler for this recorder alone
     * @param sizeOf shallow size of an object in bytes; may be called on any thread
     * @param stacks takes the call stacks; what the agent itself allocates is left out
     */
    public AllocationRecorder(
            AllocationSettings settings,
            Sampler sampler,
            ToLongFunction<Object> sizeOf,
            JvmCounters counters,
            Stacks stacks) {
        this.sampler = sampler;
        this.stacks = stacks;
        this.pending = new PendingSamples(settings.samplesPerSecond());
        this.sizeOf = sizeOf;
        this.sites = new SiteTable(settings.maxSites());
        this.live = new LiveObjects(new LiveSet(settings.maxLive(), new SplittableRandom()), clock);
        this.meter = new CoverageMeter(counters);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param newChore is run every second or so on this recorder's thread; must not throw */
    public void everySecond(Runnable newChore) {
        chore = newChore;
    }

    /** Takes a sample, which is not recorded, so that whatever the JDK needs for that is there. */
    public void warmUp() {
        take(new Object(), 1);
    }

    /** Starts or resumes recording; without effect while recording. */
    public synchronized void start() {
        if (!recording) {
            recording = true;
            live.resume();
            if (samples == 0) {
                live.forgetHistory();
            }
            meter.resume();
            sampler.start(this);
        }
    }

    /** Stops recording; what was recorded stays, and objects that are collected are still taken off. */
    public synchronized void stop() {
        if (recording) {
            recording = false;
            sampler.stop();
            drain();
            sampler.deliver();
            meter.pause();
        }
    }

    /** Forgets everything recorded so far. */
    public synchronized void reset() {
        drain();
        sampler.forget();
        sites.clear();
        live.clear();
        reported.clear();
        samples = 0;
        pending.forgetDropped();
        eliminated.set(0);
        takenAtPoll = 0;
        recordingId = newId();
        meter.reset();
    }

    @Override
    public void take(Object allocated, double probability) {
        double chance = pending.admit();
        if (chance > 0) {
            record(allocated, probability * chance, Thread.currentThread());
        }
    }

    @Override
    public void eliminated() {
        eliminated.incrementAndGet();
    }

    @Override
    public void spent(long nanos) {
        samplingNanos.addAndGet(nanos);
    }

    @Override
    public synchronized void taken(TakenSample sample) {
        sites.at(sample.stack(), sample.type(), sample.thread()).add(sample.size(), sample.probability());
        meter.seen(sample.size() / sample.probability());
        samples++;
    }

    @Override
    public synchronized void living(List<TakenSample> known) {
        for (TrackedObject before : reported) {
            live.remove(before);
            before.clear();
        }
        reported.clear();
        for (TakenSample sample : known) {
            TrackedObject object =
                    new TrackedObject(ALIVE, collected, clock.now() - 1, sample.size(), sample.probability());
            object.site = sites.at(sample.stack(), sample.type(), sample.thread());
            live.add(object);
            reported.add(object);
        }
    }

    private void record(Object allocated, double probability, Thread current) {
        long size = sizeOf.applyAsLong(allocated);
        pending.add(new Sample(
                new TrackedObject(allocated, collected, clock.now(), size, probability),
                allocated.getClass().getName(),
                current.getName(),
                size,
                probability,
                stacks.take()));
    }

    private void run() {
        while (!closed) {
            try {
                Reference<?> first = collected.remove(TICK_MS);
                Runnable due = chore;
                if (keepUp(first) && due != null) {
                    due.run();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                pending.drop();
            }
        }
    }

    /** @return whether another second is over */
    private synchronized boolean keepUp(Reference<?> first) {
        collected(first);
        drain();
        long now = System.nanoTime();
        if (now - lastTick < TICK_MS * 1_000_000) {
            return false;
        }
        lastTick = now;
        sampler.tick();
        if (++ticks % TICKS_PER_POLL != 0) {
            return false;
        }
        inLastSecond = taken() - takenAtPoll;
        takenAtPoll = taken();
        meter.poll();
        if (recording) {
            live.look(now);
        }
        return true;
    }

    private long taken() {
        return samples + pending.dropped() + eliminated.get();
    }

    private void collected(Reference<?> first) {
        for (Reference<?> gone = first; gone != null; gone = collected.poll()) {
            if (!clock.ended(gone) && gone instanceof TrackedObject object) {
                live.remove(object);
            }
        }
    }

    private void drain() {
        for (Sample sample = pending.poll(); sample != null; sample = pending.poll()) {
            Stacks.Named stack = stacks.name(sample.stack());
            if (stack == null) {
                continue;
            }
            Estimate site = sites.at(stack, Names.type(sample.type()), Names.thread(sample.thread()));
            site.add(sample.size(), sample.probability());
            sample.tracked().site = site;
            live.add(sample.tracked());
            meter.seen(sample.size() / sample.probability());
            samples++;
        }
    }

    /** Everything recorded up to now. Live is what the last collection left, or all if there was none yet. */
    public synchronized Snapshot snapshot() {
        catchUp();
        LiveTotals living = live.totals(sites.size());
        return new Snapshot(Instant.now(), engine(), coverage(living.total()), SiteTable.METRICS, sites.sites(living));
    }

    /** What lived at some moments since the first collection after recording began, and now; empty before. */
    public synchronized History history() {
        catchUp();
        return live.history(sites);
    }

    /** What lives now, and the most that has since the peak was reset. */
    public synchronized TracedMemory traced() {
        catchUp();
        return live.traced();
    }

    /** The peak is that of what lives from now on. */
    public synchronized void resetPeak() {
        live.resetPeak();
    }

    /**
     * Where an object came from.
     *
     * @param site without values
     * @param bytes its shallow size
     */
    public record Origin(Site site, long bytes) {}

    /** @return null if the object is none of those that are tracked */
    public synchronized Origin origin(Object object) {
        catchUp();
        TrackedObject tracked = live.find(object);
        Site site = tracked == null ? null : sites.sites(Set.of(tracked.site)).get(tracked.site);
        return site == null ? null : new Origin(site.aged(clock.now() - tracked.born), tracked.size);
    }

    /**
     * The largest arrays and collections that are tracked and live.
     *
     * @param leastBytes of an array, or of the references in a collection
     */
    public LargestReport largest(long leastBytes, int limit) {
        LargestObjects largest = new LargestObjects(leastBytes, limit);
        synchronized (this) {
            catchUp();
            live.find(largest, sites);
        }
        return largest.report();
    }

    /** Of 48 bits, which every reader of JSON keeps. */
    private static long newId() {
        return new SplittableRandom().nextLong(1L << 48);
    }

    /** How much was seen of what the JVM counts, as in every snapshot. */
    public synchronized List<Coverage> coverage() {
        catchUp();
        return coverage(live.total());
    }

    private List<Coverage> coverage(Estimate living) {
        return List.of(meter.allocated(), meter.live(living.bytes()));
    }

    private void catchUp() {
        collected(collected.poll());
        drain();
        sampler.deliver();
    }

    /**
     * Has the JVM collect all and waits for it, so that <em>live</em> is of now.
     *
     * @return false when the JVM did not collect, as with {@code -XX:+DisableExplicitGC}
     */
    public boolean collect() {
        synchronized (fullCollection) {
            long before;
            synchronized (this) {
                before = clock.renew();
            }
            fullCollection.request();
            synchronized (this) {
                sampler.look();
            }
            return clock.now() > before;
        }
    }

    /** Whether what lives is followed from moment to moment, and is not of when {@link #collect} was called. */
    public boolean followsLive() {
        return sampler.followsLive();
    }

    /** The engine's state, as in every snapshot. */
    public synchronized Engine engine() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("recording_id", recordingId);
        figures.put("interval_bytes", sampler.intervalBytes());
        figures.put("samples", samples);
        figures.put("samples_per_second", inLastSecond);
        figures.put("samples_dropped", pending.dropped());
        figures.put("samples_eliminated", eliminated.get());
        figures.put("live_tracked", live.size());
        figures.put("live_capacity", live.capacity());
        figures.put("live_admission", live.admission());
        figures.put("collections", clock.now());
        figures.put("sites", sites.size());
        figures.put("call_tree_nodes", sites.nodes());
        figures.put("stacks_refused", sites.refused());
        figures.put("hook_failures", sampler.failures());
        figures.putAll(sampler.figures());
        return new Engine(sampler.name(), recording, figures);
    }

    /** Bytes of the tables in the heap. */
    public synchronized long heapBytes(HeapSizes sizes) {
        return sites.heapBytes(sizes) + live.heapBytes(sizes) + stacks.heapBytes(sizes);
    }

    /** What call stacks are taken by. */
    public String stacksTakenBy() {
        return stacks.by();
    }

    /** Nanoseconds that the threads of the application have spent on samples. */
    public long samplingNanos() {
        return samplingNanos.get();
    }

    /** CPU time of this tool's own threads, in nanoseconds. */
    public synchronized long ownCpuNanos() {
        return meter.ownCpuNanos();
    }

    /** How many threads this tool has, those of its endpoint and all. */
    public synchronized int ownThreads() {
        return meter.ownThreads();
    }

    /** Stops recording and ends the thread. */
    @Override
    public void close() {
        stop();
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

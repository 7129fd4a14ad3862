package io.oomtrace.thread;

import io.oomtrace.hook.ThreadListener;
import io.oomtrace.hook.Threads;
import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.VirtualThreads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts every thread start and every executor, by the call stack that made it. Of virtual threads started by the
 * thousand each is counted, but not each stack is walked ({@link StartSampler}).
 *
 * <p>The hooks run on application threads and take no lock that another of them could hold; they use no lambda, whose
 * linking would. Threads of this tool are left out.
 */
public final class ThreadRecorder implements ThreadListener {
    /** Starts in one second at one site that make a storm. */
    private static final int STORM_STARTS = 1000;

    /** Live threads of one site that make a storm. */
    private static final int STORM_LIVE = 5000;

    private static final int STORMS_KEPT = 32;
    private static final int MAX_SITES = 4096;
    private static final int MAX_THREADS = 131_072;
    private static final int MAX_EXECUTORS = 65_536;
    private static final String OWN_THREADS = "oomtrace-";
    private static final String VIRTUAL = "virtual thread";
    private static final String PLATFORM = "platform thread";

    private final SpawnSites sites;
    private final LiveThreads threads = new LiveThreads(MAX_THREADS);
    private final LiveExecutors executors;
    private final ThreadCounters counters;
    private final LongSupplier clock;
    private final ConcurrentLinkedDeque<SpawnStorm> storms = new ConcurrentLinkedDeque<>();
    private final Blame blame = new Blame(FrameChoice.BLAME, List.of());
    private final StartSampler virtualStarts;
    private final AtomicLong platformStarts = new AtomicLong();
    private final AtomicLong threadsNotFollowed = new AtomicLong();
    private final AtomicLong executorsNotFollowed = new AtomicLong();
    private long counted; // by the JVM while recording, up to the last stop
    private long countedFrom;
    private volatile long resets;
    private volatile boolean recording;
    private volatile SpawnSite lastVirtual;

    /** @param clock nanoseconds that only grow, not below 0 */
    public ThreadRecorder(
            FrameNames names, StackDepth depth, ExecutorStates states, ThreadCounters counters, LongSupplier clock) {
        this.sites = new SpawnSites(MAX_SITES, depth, names);
        this.executors = new LiveExecutors(MAX_EXECUTORS, states);
        this.counters = counters;
        this.clock = clock;
        this.virtualStarts = new StartSampler(clock);
    }

    /** Starts or resumes counting. */
    public synchronized void start() {
        if (!recording) {
            countedFrom = counters.totalStarted();
            recording = true;
            Threads.setListener(this);
        }
    }

    /** Counts no further starts; what was counted stays, and ends are still seen. */
    public synchronized void stop() {
        counted = counted();
        recording = false;
    }

    /** Stops and lets go of the hook. */
    public synchronized void close() {
        stop();
        Threads.setListener(null);
    }

    /** Forgets what has been; threads and executors that live stay. */
    public synchronized void reset() {
        sweep();
        resets++;
        sites.all().forEach(SpawnSite::reset);
        sites.overflow().reset();
        storms.clear();
        virtualStarts.reset();
        platformStarts.set(0);
        counted = 0;
        countedFrom = counters.totalStarted();
    }

    @Override
    public void starting(Thread thread) {
        if (!recording) {
            return;
        }
        int starts = 1;
        if (VirtualThreads.isOne(thread)) {
            starts = virtualStarts.starting(thread.getId(), (int) Threads.currentId());
        }
        if (starts > 0 && !isOwn(thread) && !isOwn(Thread.currentThread())) {
            walked(thread, starts, clock.getAsLong());
        }
    }

    private void walked(Thread thread, int starts, long now) {
        String type = VirtualThreads.isCalledOne(thread) ? VIRTUAL : PLATFORM;
        SpawnSite site = sites.current(type, now);
        if (site == null) {
            return;
        }
        boolean followed = threads.started(thread, site, starts, now);
        int inSecond = site.threadsStarted(starts, now);
        if (!followed) {
            site.threadsEnded(starts);
            threadsNotFollowed.addAndGet(starts);
        }
        if (type.equals(PLATFORM)) {
            platformStarts.incrementAndGet();
        } else {
            lastVirtual = site;
        }
        if (site.liveReaches(STORM_LIVE) || inSecond >= STORM_STARTS && inSecond - starts < STORM_STARTS) {
            storm(site, inSecond, site.live());
        }
    }

    @Override
    public void ended(Thread thread) {
        threads.ended(thread);
    }

    @Override
    public void executorCreated(Object executor) {
        if (!recording || isOwn(Thread.currentThread())) {
            return;
        }
        SpawnSite site = sites.current(executor.getClass().getName(), clock.getAsLong());
        if (site == null) {
            return;
        }
        if (executors.created(executor, site)) {
            site.executorCreated();
        } else {
            executorsNotFollowed.incrementAndGet();
        }
    }

    @Override
    public void executorShutdown(Object executor) {
        executors.shutDown(executor);
    }

    private static boolean isOwn(Thread thread) {
        return thread.getName().startsWith(OWN_THREADS);
    }

    private void storm(SpawnSite site, int startsInSecond, int live) {
        storms.addLast(new SpawnStorm(Instant.now(), blame.of(site.stack()).toString(), startsInSecond, live));
        if (storms.size() > STORMS_KEPT) {
            storms.pollFirst();
        }
    }

    /** The last storms, oldest first. */
    public List<SpawnStorm> storms() {
        return List.copyOf(storms);
    }

    private void sweep() {
        threads.sweep(clock.getAsLong());
        executors.sweep();
    }

    /** Everything counted up to now. */
    public synchronized Snapshot snapshot() {
        sweep();
        long now = clock.getAsLong();
        List<Site> found = new ArrayList<>();
        double platformLive = 0;
        long waiting = virtualStarts.waiting();
        for (SpawnSite site : sites.all()) {
            long further = site == lastVirtual ? waiting : 0;
            if (!site.isEmpty() || further > 0) {
                found.add(site.site(now, further));
                platformLive += site.type().equals(PLATFORM) ? site.live() : 0;
            }
        }
        if (!sites.overflow().isEmpty()) {
            found.add(sites.overflow().site(now, sites.overflow() == lastVirtual ? waiting : 0));
        }
        return new Snapshot(Instant.now(), engine(), coverage(platformLive), SpawnSite.METRICS, found);
    }

    private long counted() {
        return recording ? counted + counters.totalStarted() - countedFrom : counted;
    }

    private List<Coverage> coverage(double platformLive) {
        return List.of(
                new Coverage(
                        "threads_started",
                        platformStarts.get(),
                        counted(),
                        "ThreadMXBean.getTotalStartedThreadCount: platform threads, this tool's among them"),
                new Coverage(
                        "threads_live",
                        platformLive,
                        counters.live(),
                        "ThreadMXBean.getThreadCount: platform threads, also those started before this tool"));
    }

    /** Bytes of the tables in the heap. */
    public long heapBytes(HeapSizes sizes) {
        return sites.heapBytes(sizes) + threads.heapBytes(sizes) + executors.heapBytes(sizes);
    }

    /** The recorder's state, as in every snapshot. */
    public Engine engine() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("resets", resets);
        figures.put("sites", sites.all().size());
        figures.put("sites_refused", sites.refused());
        figures.put("threads_followed", threads.size());
        figures.put("threads_not_followed", threadsNotFollowed.get());
        figures.put("executors_followed", executors.size());
        figures.put("executors_not_followed", executorsNotFollowed.get());
        figures.put("storms", storms.size());
        figures.put("hook_failures", Threads.failures());
        return new Engine("instrument", recording, figures);
    }
}

package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Site;
import io.oomtrace.stack.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import one.jfr.JfrReader;
import one.jfr.event.ContendedLock;
import one.jfr.event.Event;
import one.jfr.event.ExecutionSample;

/**
 * What the samples of a profile add up to. Each of processors or of time stands for its interval, and the error is that of
 * independent samples, which is more than that of regular ones. Waits for locks are sampled by their length, as
 * allocations are by their bytes. Not thread-safe.
 */
final class RecordedSamples {
    private static final int TIME = 0;
    private static final int COUNT = 1;

    /** flightRecorder.cpp: {@code writeThreadStates}. */
    private static final String STATES = "jdk.types.ThreadState";

    private static final String SLEEPING = "STATE_SLEEPING";

    /** The thread of its own that it has while it records. */
    private static final String TIMER = "Async-profiler Timer";

    private final long intervalNanos;
    private final int depth;
    private final String ownThreads;
    private final ClassOrigins origins;
    private final Tally tally;
    private double nanos;
    private long count;
    private long own;
    private String sampledBy = "";

    /** @param ownThreads what the names of threads begin with that are left out */
    RecordedSamples(
            ProfileEvent event, long intervalNanos, int depth, int maxSites, String ownThreads, ClassOrigins origins) {
        this.intervalNanos = intervalNanos;
        this.depth = depth;
        this.ownThreads = ownThreads;
        this.origins = origins;
        this.tally = new Tally(event.metrics(), maxSites);
    }

    /** One part of the recording. */
    void collect(JfrReader part) {
        RecordedStacks stacks = new RecordedStacks(part, origins, depth);
        try {
            for (Event event = part.readEvent(); event != null; event = part.readEvent()) {
                if (event instanceof ExecutionSample sample) {
                    add(sample, part, stacks);
                } else if (event instanceof ContendedLock wait) {
                    add(wait, part, stacks);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sampledBy = part.settings.getOrDefault("engine", sampledBy);
    }

    private void add(ExecutionSample sample, JfrReader part, RecordedStacks stacks) {
        double time = (double) sample.samples * intervalNanos;
        nanos += time;
        Stacks.Named stack = stacks.stack(sample.stackTraceId);
        if (isOwn(stack, stacks.thread(sample.tid), sample.samples)) {
            return;
        }
        Map<Integer, String> states = part.enums.getOrDefault(STATES, Map.of());
        String state = SLEEPING.equals(states.get(sample.threadState)) ? "(sleeping)" : "(running)";
        Tally.Row row = tally.at(stack, state, stacks.thread(sample.tid));
        row.add(TIME, time, time * intervalNanos);
        row.add(COUNT, sample.samples, 0);
    }

    private void add(ContendedLock wait, JfrReader part, RecordedStacks stacks) {
        double time = Math.max(1, wait.duration * part.nanosPerTick);
        Stacks.Named stack = stacks.stack(wait.stackTraceId);
        if (!isOwn(stack, stacks.thread(wait.tid), 1)) {
            tally.at(stack, stacks.type(wait.classId), stacks.thread(wait.tid))
                    .addSampled(TIME, time, Math.min(1, time / intervalNanos));
        }
    }

    private boolean isOwn(Stacks.Named stack, String thread, long samples) {
        count += samples;
        boolean isOwn = stack == null || thread.startsWith(ownThreads) || thread.equals(TIMER);
        own += isOwn ? samples : 0;
        return isOwn;
    }

    /** Of all threads. */
    double nanos() {
        return nanos;
    }

    long intervalNanos() {
        return intervalNanos;
    }

    long count() {
        return count;
    }

    /** Those that were left out. */
    long ownCount() {
        return own;
    }

    /** What has told async-profiler when to sample: {@code perf_events}, {@code ctimer} or {@code wall}. */
    String sampledBy() {
        return sampledBy;
    }

    List<Site> sites() {
        return tally.sites();
    }
}

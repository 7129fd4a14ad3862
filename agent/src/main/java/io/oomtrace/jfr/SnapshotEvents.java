package io.oomtrace.jfr;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Snapshot;
import java.util.List;
import jdk.jfr.Event;

/** Commits what snapshots tell as events, one for each line, and returns how many. */
final class SnapshotEvents {
    static final List<Class<? extends Event>> TYPES =
            List.of(AllocationSiteEvent.class, ThreadSpawnSiteEvent.class, ExecutorEvent.class, StatusEvent.class);

    private final List<String> blameSkip;
    private final Blame blame;
    private final int mostLines;
    private final int mostFrames;

    /**
     * @param blameSkip packages and classes that are not the program's own
     * @param mostLines by each of two orders
     * @param mostFrames of a traceback
     */
    SnapshotEvents(List<String> blameSkip, int mostLines, int mostFrames) {
        this.blameSkip = blameSkip;
        this.blame = new Blame(FrameChoice.BLAME, blameSkip);
        this.mostLines = mostLines;
        this.mostFrames = mostFrames;
    }

    /** Those that keep most, and those that allocate most. */
    int allocationSites(Snapshot snapshot) {
        Lines lines = new Lines(snapshot, blameSkip, mostLines, "live_bytes", "alloc_bytes");
        Ages ages = new Ages(snapshot, blame);
        for (Group group : lines.groups()) {
            AllocationSiteEvent event = new AllocationSiteEvent();
            Frame frame = blame.of(group.traceback());
            event.line = group.key();
            event.method = method(frame);
            event.className = frame.className();
            event.liveBytes = lines.whole(group, "live_bytes");
            event.liveBytesError = lines.error(group, "live_bytes");
            event.liveShare = lines.share(group, "live_bytes");
            event.liveCount = lines.count(group, "live_count");
            event.allocBytes = lines.whole(group, "alloc_bytes");
            event.allocBytesError = lines.error(group, "alloc_bytes");
            event.allocShare = lines.share(group, "alloc_bytes");
            event.allocCount = lines.whole(group, "alloc_count");
            event.oldest = ages.of(group.key()).oldest();
            event.averageAge = ages.of(group.key()).average();
            event.types = Lines.types(group);
            event.traceback = traceback(group.traceback());
            event.takenAt = snapshot.takenAt().toEpochMilli();
            event.commit();
        }
        return lines.groups().size();
    }

    /** Those whose threads live, and those that have started most. */
    int spawnSites(Snapshot snapshot) {
        Lines lines = new Lines(snapshot, blameSkip, mostLines, "threads_live", "threads_started");
        for (Group group : lines.groups()) {
            ThreadSpawnSiteEvent event = new ThreadSpawnSiteEvent();
            Frame frame = blame.of(group.traceback());
            event.line = group.key();
            event.method = method(frame);
            event.className = frame.className();
            event.threadsLive = lines.count(group, "threads_live");
            event.threadsLivePeak = lines.count(group, "threads_live_peak");
            event.threadsStarted = lines.whole(group, "threads_started");
            event.rate1s = lines.value(group, "rate_1s");
            event.rate10s = lines.value(group, "rate_10s");
            event.rate60s = lines.value(group, "rate_60s");
            event.ratePeak = lines.value(group, "rate_peak");
            event.types = Lines.types(group);
            event.traceback = traceback(group.traceback());
            event.takenAt = snapshot.takenAt().toEpochMilli();
            event.commit();
        }
        return lines.groups().size();
    }

    /** Those that are not shut down, and those that have created most. */
    int executors(Snapshot snapshot) {
        Lines lines = new Lines(snapshot, blameSkip, mostLines, "executors_never_shut_down", "executors_created");
        for (Group group : lines.groups()) {
            ExecutorEvent event = new ExecutorEvent();
            Frame frame = blame.of(group.traceback());
            event.line = group.key();
            event.method = method(frame);
            event.className = frame.className();
            event.neverShutDown = lines.count(group, "executors_never_shut_down");
            event.live = lines.count(group, "executors_live");
            event.created = lines.count(group, "executors_created");
            event.shutDown = lines.count(group, "executors_shut_down");
            event.terminated = lines.count(group, "executors_terminated");
            event.garbage = lines.count(group, "executors_garbage");
            event.types = Lines.types(group);
            event.traceback = traceback(group.traceback());
            event.takenAt = snapshot.takenAt().toEpochMilli();
            event.commit();
        }
        return lines.groups().size();
    }

    /** @param readingsFailed so far */
    int status(Status status, int readingsFailed) {
        StatusEvent event = new StatusEvent();
        Engine allocations = status.allocations();
        event.engine = allocations.name();
        event.recording = allocations.recording();
        event.liveBytes = Math.round(status.live().value(0));
        event.liveBytesError = Math.round(status.live().error(0));
        event.livePeakBytes = status.peakBytes();
        event.liveCoverage = coverage(status.coverage(), "live_bytes");
        event.allocCoverage = coverage(status.coverage(), "alloc_bytes");
        event.interval = figure(allocations, "interval_bytes");
        event.samples = figure(allocations, "samples");
        event.samplesPerSecond = count(allocations, "samples_per_second");
        event.allocationSites = count(allocations, "sites");
        event.threadSites = count(status.threads(), "sites");
        event.ownMemory = status.ownMemoryBytes();
        event.ownCpuTime = status.ownCpuNanos();
        event.samplingTime = status.samplingNanos();
        event.readingsFailed = readingsFailed;
        event.version = status.version();
        event.pid = status.pid();
        event.takenAt = status.takenAt().toEpochMilli();
        event.commit();
        return 1;
    }

    private static String method(Frame frame) {
        return frame.methodName().isEmpty() ? frame.className() : frame.className() + '.' + frame.methodName();
    }

    private String traceback(CallStack stack) {
        List<Frame> frames = stack.frames();
        return frames.size() <= mostFrames
                ? stack.toLine()
                : CallStack.of(frames.subList(0, mostFrames), true).toLine();
    }

    private static long figure(Engine engine, String name) {
        Number figure = engine.figures().get(name);
        return figure == null ? Status.UNKNOWN : figure.longValue();
    }

    private static int count(Engine engine, String name) {
        Number figure = engine.figures().get(name);
        return figure == null ? Integer.MIN_VALUE : figure.intValue();
    }

    private static double coverage(List<Coverage> coverage, String metric) {
        for (Coverage each : coverage) {
            if (each.metric().equals(metric)) {
                return each.ratio();
            }
        }
        return Double.NaN;
    }
}

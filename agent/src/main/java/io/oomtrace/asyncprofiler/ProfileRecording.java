package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A profile of some time, from {@link #begin} to {@link #end}. One thread. */
public final class ProfileRecording implements AutoCloseable {
    private final ProfileEvent event;
    private final ProfilerSession session;
    private final RecordedSamples samples;
    private final long begun = System.nanoTime();

    private ProfileRecording(ProfileEvent event, ProfilerSession session, RecordedSamples samples) {
        this.event = event;
        this.session = session;
        this.samples = samples;
    }

    /**
     * Begins it.
     *
     * @param depth frames that are kept of a stack
     * @param maxSites distinct sites kept
     * @param ownThreads what the names of threads begin with that are left out
     * @throws BusyException when async-profiler records something else
     * @throws UnavailableException when it cannot be loaded, or refuses
     */
    public static ProfileRecording begin(
            ProfilerSessions sessions,
            ProfileEvent event,
            int depth,
            int maxSites,
            String ownThreads,
            ClassOrigins origins)
            throws BusyException, UnavailableException {
        ProfileInterval interval = ProfileInterval.of(event);
        ProfilerSession session = sessions.begin(
                "a profile (event=" + event.label() + ")", interval.option(), depth + RecordedStacks.HIDDEN_FRAMES);
        return new ProfileRecording(
                event, session, new RecordedSamples(event, interval.nanos(), depth, maxSites, ownThreads, origins));
    }

    /**
     * Ends it.
     *
     * @param cpuNanos that the process has used meanwhile; NaN if unknown
     * @throws IOException when what was recorded cannot be read
     */
    public Snapshot end(double cpuNanos) throws IOException {
        session.stop();
        double seconds = Math.rint((System.nanoTime() - begun) / 1e6) / 1e3;
        session.read(samples::collect);
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("interval_ns", samples.intervalNanos());
        figures.put("seconds", seconds);
        figures.put("samples", samples.count());
        figures.put("samples_of_oomtrace", samples.ownCount());
        return new Snapshot(
                Instant.now(),
                new Engine("async-profiler", true, figures),
                coverage(cpuNanos),
                event.metrics(),
                samples.sites());
    }

    /** Of time on processors alone is known how much there was. */
    private List<Coverage> coverage(double cpuNanos) {
        if (event != ProfileEvent.CPU) {
            return List.of();
        }
        String source = "CPU time of the process; sampled by " + samples.sampledBy();
        return List.of(new Coverage(ProfileEvent.TIME, samples.nanos(), cpuNanos, source));
    }

    @Override
    public void close() {
        session.close();
    }
}

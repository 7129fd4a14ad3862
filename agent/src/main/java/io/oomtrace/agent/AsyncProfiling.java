package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import io.oomtrace.alloc.OwnThreads;
import io.oomtrace.alloc.Sampler;
import io.oomtrace.asyncprofiler.ContinuousRecording;
import io.oomtrace.asyncprofiler.NativeMemory;
import io.oomtrace.asyncprofiler.ProfilerSessions;
import io.oomtrace.asyncprofiler.UnavailableException;
import io.oomtrace.http.ControlException;
import io.oomtrace.http.ProfileWatch;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.StackDepth;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What async-profiler does here: samples for the recorder, native memory, profiles. Any thread. */
final class AsyncProfiling implements AutoCloseable {
    /** Blocks of native memory that are followed until they are freed. */
    private static final int MOST_BLOCKS = 65_536;

    private final AllocationSettings settings;
    private final StackDepth depth;
    private final LoadedOrigins origins;
    private final ProfilerSessions sessions;
    private final ContinuousRecording recording;
    private final NativeMemory nativeMemory;
    private boolean nativeAsked;
    private String nativeUnavailable = "";

    AsyncProfiling(Instrumentation instrumentation, AllocationSettings settings, StackDepth depth) {
        this.settings = settings;
        this.depth = depth;
        this.origins = new LoadedOrigins(instrumentation, AsyncProfiling::isOwn);
        this.sessions = new ProfilerSessions(instrumentation);
        this.recording = new ContinuousRecording(sessions, depth::frames, origins);
        this.nativeMemory =
                new NativeMemory(settings.intervalBytes(), settings.maxSites(), MOST_BLOCKS, OwnThreads.PREFIX);
    }

    /** What brings us in is the application loader's. */
    private static boolean isOwn(Class<?> type) {
        return type.getClassLoader() == AsyncProfiling.class.getClassLoader()
                || type.getName().startsWith("io.oomtrace.agent.Premain");
    }

    /** One for a recorder, that has been tried out. */
    record Attempt(Sampler sampler, String unavailable) {}

    /** Either a sampler, or why there is none. */
    Attempt sampler() {
        AsyncSampler sampler = new AsyncSampler(settings, recording);
        try {
            sampler.probe();
            return new Attempt(sampler, "");
        } catch (UnavailableException e) {
            return new Attempt(null, e.getMessage());
        }
    }

    /**
     * Samples native memory from now on.
     *
     * @return why that cannot be; empty if it can
     */
    synchronized String startNative() {
        nativeAsked = true;
        nativeMemory.reset();
        try {
            recording.nativeMemory(nativeMemory);
            nativeUnavailable = "";
        } catch (UnavailableException e) {
            nativeUnavailable = e.getMessage();
        }
        return nativeUnavailable;
    }

    /** Without effect if it is not sampled. What was recorded stays. */
    synchronized void stopNative() {
        if (nativeAsked) {
            try {
                recording.nativeMemory(null);
            } catch (UnavailableException e) {
                // Allocations are not sampled any more; the status says why.
            }
        }
    }

    /** Begins anew, if it is sampled: what has been freed meanwhile is not known. */
    synchronized void resumeNative() {
        if (nativeAsked) {
            startNative();
        }
    }

    /** Forgets what was recorded, and begins anew if it was given up. */
    synchronized void resetNative() {
        if (nativeAsked && !recording.tooMuch().isEmpty()) {
            startNative();
        }
        nativeMemory.reset();
    }

    /** @throws ControlException 501 when it was asked for and cannot be had */
    Snapshot nativeMemory() {
        String unavailable = nativeUnavailable();
        if (!unavailable.isEmpty()) {
            throw new ControlException(
                    501, "native=on cannot be used: " + unavailable + ".", "docs/troubleshooting.md has the reasons.");
        }
        recording.read();
        return nativeMemory.snapshot(recording.isRecording());
    }

    private synchronized String nativeUnavailable() {
        return nativeUnavailable.isEmpty() ? recording.tooMuch() : nativeUnavailable;
    }

    /** Called once a second. */
    void keepUp() {
        recording.keepUp();
    }

    /** @throws ControlException 409 when async-profiler records something else, 501 when it cannot be had */
    ProfileWatch profile(ProfileEvent event) {
        return TimedProfile.begin(sessions, event, depth.frames(), settings.maxSites(), origins);
    }

    /** Whether native memory was asked for. */
    synchronized boolean isNativeAsked() {
        return nativeAsked;
    }

    long heapBytes(HeapSizes sizes) {
        return nativeMemory.heapBytes(sizes);
    }

    /** What {@code /status} shows of native memory and of the recording. */
    synchronized Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("recording", recording.isRecording());
        status.put("memory_bytes", recording.memoryBytes());
        if (!recording.failure().isEmpty()) {
            status.put("last_failure", recording.failure());
        }
        if (nativeAsked) {
            if (nativeUnavailable().isEmpty()) {
                status.put("native", nativeMemory.figures());
            } else {
                status.put("native_unavailable", nativeUnavailable());
            }
        }
        return status;
    }

    @Override
    public void close() {
        recording.close();
    }
}

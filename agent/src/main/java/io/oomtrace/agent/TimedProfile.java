package io.oomtrace.agent;

import com.sun.management.OperatingSystemMXBean;
import io.oomtrace.alloc.OwnThreads;
import io.oomtrace.asyncprofiler.BusyException;
import io.oomtrace.asyncprofiler.ClassOrigins;
import io.oomtrace.asyncprofiler.ProfileRecording;
import io.oomtrace.asyncprofiler.ProfilerSessions;
import io.oomtrace.asyncprofiler.UnavailableException;
import io.oomtrace.http.ControlException;
import io.oomtrace.http.ProfileWatch;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Snapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** A profile by async-profiler, with how much time there was on processors. One thread. */
final class TimedProfile implements ProfileWatch {
    private final ProfileRecording recording;
    private final long cpuBefore = cpuNanos();

    private TimedProfile(ProfileRecording recording) {
        this.recording = recording;
    }

    /** @throws ControlException 409 when async-profiler records something else, 501 when it cannot be had */
    static TimedProfile begin(
            ProfilerSessions sessions, ProfileEvent event, int depth, int maxSites, ClassOrigins origins) {
        try {
            return new TimedProfile(
                    ProfileRecording.begin(sessions, event, depth, maxSites, OwnThreads.PREFIX, origins));
        } catch (BusyException e) {
            throw new ControlException(
                    409,
                    e.getMessage(),
                    "Ask again when that is done; with engine=async or native=on it never is: attach with"
                            + " engine=auto,native=off to profile.");
        } catch (UnavailableException e) {
            throw new ControlException(
                    501,
                    "No profile can be taken: " + e.getMessage() + ".",
                    "docs/troubleshooting.md has the reasons.");
        }
    }

    /** Of the whole process; negative if the JVM does not know. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public Snapshot end() {
        long now = cpuNanos();
        try {
            return recording.end(cpuBefore < 0 || now < 0 ? Double.NaN : now - cpuBefore);
        } catch (IOException e) {
            throw new ControlException(
                    500, "The profile cannot be read: " + e.getMessage(), "See whether there is room on the disk.");
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}

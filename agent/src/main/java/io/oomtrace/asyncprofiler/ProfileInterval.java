package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.ProfileEvent;

/** How often is sampled for a profile. */
enum ProfileInterval {
    CPU("event=cpu,interval=", 10_000_000),
    /** Seldom enough for hundreds of threads: each is sampled so often. */
    WALL("event=wall,interval=", 20_000_000),
    /** async-profiler's own: waits of less are sampled, and weighed, by their length. */
    LOCK("lock=", 10_000);

    private final String option;
    private final long nanos;

    ProfileInterval(String option, long nanos) {
        this.option = option;
        this.nanos = nanos;
    }

    static ProfileInterval of(ProfileEvent event) {
        return switch (event) {
            case CPU -> CPU;
            case WALL -> WALL;
            case LOCK -> LOCK;
        };
    }

    /** Of async-profiler's. */
    String option() {
        return option + nanos;
    }

    long nanos() {
        return nanos;
    }
}

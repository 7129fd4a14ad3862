package io.oomtrace.alloc;

import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.snapshot.Values;
import java.time.Instant;

/** The most that has lived at once. Not thread-safe. */
final class LivePeak {
    private Instant since;
    private Instant at;
    private Values peak;

    LivePeak() {
        reset();
    }

    /** From now on, the peak is of what is yet to come. */
    void reset() {
        since = Instant.now();
        at = since;
        peak = Values.zero(1);
    }

    /** @param living bytes, all together */
    void seen(Values living) {
        if (living.value(0) > peak.value(0)) {
            peak = living;
            at = Instant.now();
        }
    }

    /** @param current is not remembered: before the first collection it has garbage in it */
    TracedMemory with(Values current) {
        return current.value(0) > peak.value(0)
                ? new TracedMemory(current, current, Instant.now(), since)
                : new TracedMemory(current, peak, at, since);
    }
}

package io.oomtrace.alloc;

import io.oomtrace.snapshot.Coverage;

/** Compares what was seen with what the JVM counted while recording. Not thread-safe. */
final class CoverageMeter {
    private final JvmCounters counters;
    private boolean counting;
    private double seen;
    private long counted;
    private long countedUntil;

    CoverageMeter(JvmCounters counters) {
        this.counters = counters;
    }

    void resume() {
        countedUntil = counters.allocatedBytes();
        counting = true;
    }

    void pause() {
        poll();
        counting = false;
    }

    void reset() {
        poll();
        seen = 0;
        counted = 0;
    }

    void seen(double bytes) {
        seen += bytes;
    }

    void poll() {
        if (counting) {
            long now = counters.allocatedBytes();
            counted += now - countedUntil;
            countedUntil = now;
        }
    }

    long ownCpuNanos() {
        return counters.ownCpuNanos();
    }

    int ownThreads() {
        return counters.ownThreads();
    }

    Coverage allocated() {
        poll();
        return new Coverage("alloc_bytes", seen, counted, counters.allocatedBytesSource());
    }

    Coverage live(double liveBytes) {
        return new Coverage(
                "live_bytes", liveBytes, counters.heapAfterCollection(), "heap used after the last collection");
    }
}

package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.jfr.EventSource;
import io.oomtrace.jfr.PeriodicEvents;
import io.oomtrace.jfr.Status;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.thread.ThreadRecorder;
import java.time.Instant;
import java.util.List;

/** What events tell of an installation. Any thread. */
final class AgentEvents implements EventSource {
    private final AgentTarget target;
    private final AllocationRecorder allocations;
    private final ThreadRecorder threads;

    private AgentEvents(AgentTarget target, AllocationRecorder allocations, ThreadRecorder threads) {
        this.target = target;
        this.allocations = allocations;
        this.threads = threads;
    }

    /** See {@link PeriodicEvents#begin}. Here, so that who calls it needs no class of events to be verified. */
    static PeriodicEvents begin(AgentTarget target, AllocationRecorder allocations, ThreadRecorder threads) {
        return PeriodicEvents.begin(new AgentEvents(target, allocations, threads));
    }

    @Override
    public Snapshot allocations() {
        return allocations.snapshot();
    }

    @Override
    public Snapshot threads() {
        return threads.snapshot();
    }

    @Override
    public Status status() {
        TracedMemory traced = allocations.traced();
        return new Status(
                Instant.now(),
                BuildVersion.get(),
                ProcessHandle.current().pid(),
                allocations.engine(),
                allocations.coverage(),
                threads.engine(),
                traced.current(),
                Math.round(traced.peak().value(0)),
                target.memoryBytes(),
                allocations.ownCpuNanos(),
                allocations.samplingNanos());
    }

    @Override
    public List<String> blameSkip() {
        return target.blameSkip();
    }
}

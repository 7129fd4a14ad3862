package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.jfr.PeriodicEvents;
import io.oomtrace.thread.ThreadRecorder;
import jdk.jfr.FlightRecorder;

/**
 * Has our events in recordings once somebody else has initialised Flight Recorder, by starting one: to initialise it is
 * costly. Until then one class of it is loaded, which tells that.
 */
final class RecordingWatch implements Runnable {
    private final AgentTarget target;
    private final AllocationRecorder allocations;
    private final ThreadRecorder threads;
    private PeriodicEvents events;
    private boolean ended;

    RecordingWatch(AgentTarget target, AllocationRecorder allocations, ThreadRecorder threads) {
        this.target = target;
        this.allocations = allocations;
        this.threads = threads;
    }

    /** Looks whether there are recordings now. */
    @Override
    public synchronized void run() {
        if (ended) {
            return;
        }
        try {
            if (events == null && FlightRecorder.isInitialized()) {
                events = AgentEvents.begin(target, allocations, threads);
            }
            if (events != null) {
                events.catchUp();
            }
        } catch (Throwable e) { // A runtime without the module jdk.jfr, or a recorder that does not want events.
            ended = true;
        }
    }

    synchronized void close() {
        ended = true;
        if (events != null) {
            events.close();
        }
    }
}

package io.oomtrace.jfr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * The events in every recording of this JVM that wants them, from {@link #begin} to {@link #close}: whenever their period
 * is over, and once as soon as a recording has begun.
 *
 * <p>Flight Recorder asks for them on a thread of its own; where a recording has {@code everyChunk} for a period, on those
 * that start, dump and stop recordings, too. Nothing is read for events that no recording wants.
 */
public final class PeriodicEvents implements FlightRecorderListener, AutoCloseable {
    /**
     * Of lines, unless a recording has another one. JDK 17 writes long strings anew each time: a hundred lines with their
     * stacks, twice a minute, are 15 MB an hour.
     */
    static final String PERIOD = "30 s";

    /** By each of two orders. */
    private static final int MOST_LINES = 50;

    /** Of a stack. */
    private static final int MOST_FRAMES = 32;

    /** Whose initialiser asks for a lock of Flight Recorder's; there until JDK 21. */
    private static final String HANDLERS = "jdk.jfr.events.Handlers";

    private final EventSource source;
    private final Map<Class<? extends Event>, Runnable> readings = new LinkedHashMap<>();
    private volatile boolean due = true;
    private volatile boolean closed; // changed under the lock that readings have
    private int failed;

    private PeriodicEvents(EventSource source) {
        this.source = source;
        readings.put(AllocationSiteEvent.class, () -> read(events -> events.allocationSites(source.allocations())));
        readings.put(ThreadSpawnSiteEvent.class, () -> read(events -> events.spawnSites(source.threads())));
        readings.put(ExecutorEvent.class, () -> read(events -> events.executors(source.threads())));
        readings.put(StatusEvent.class, () -> read(events -> events.status(source.status(), failed)));
    }

    /** @throws IllegalStateException where Flight Recorder is not initialised: it takes long, and others decide on it */
    public static PeriodicEvents begin(EventSource source) {
        if (!FlightRecorder.isInitialized()) {
            throw new IllegalStateException("Flight Recorder is not initialised");
        }
        initialiseHandlers();
        PeriodicEvents events = new PeriodicEvents(source);
        try {
            FlightRecorder.addListener(events);
            events.readings.forEach((event, reading) -> {
                FlightRecorder.register(event); // which the JVM does by itself only the first time
                FlightRecorder.addPeriodicEvent(event, reading);
            });
            return events;
        } catch (Throwable t) {
            events.close();
            throw t;
        }
    }

    /**
     * To register an event takes the lock of {@code jdk.jfr.internal.Utils} and may read our jar, which is an event itself
     * and initialises this class; who initialises it takes that lock. Done beforehand, the two cannot wait for each other
     * (JDK-8371889). Not before Flight Recorder has registered the events that this class keeps for good.
     */
    private static void initialiseHandlers() {
        try {
            Class.forName(HANDLERS, true, null);
        } catch (ClassNotFoundException e) {
            // A JDK that has another way.
        }
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        if (recording.getState() == RecordingState.RUNNING) {
            due = true;
        }
    }

    /** Reads at once what a recording wants that has begun since the last call; called every second or so. */
    public void catchUp() {
        if (due && !closed) {
            due = false;
            readings.forEach((event, reading) -> {
                if (EventType.getEventType(event).isEnabled()) {
                    reading.run();
                }
            });
        }
    }

    /** What it throws Flight Recorder would print. */
    private synchronized void read(Consumer<SnapshotEvents> reading) {
        if (closed) {
            return; // An event that is not registered makes a recording unreadable.
        }
        try {
            reading.accept(new SnapshotEvents(source.blameSkip(), MOST_LINES, MOST_FRAMES));
        } catch (Throwable t) {
            failed++;
        }
    }

    /** Recordings that run go on without these events. Waits for a reading that is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        FlightRecorder.removeListener(this);
        readings.forEach((event, reading) -> {
            FlightRecorder.removePeriodicEvent(reading);
            FlightRecorder.unregister(event);
        });
    }
}

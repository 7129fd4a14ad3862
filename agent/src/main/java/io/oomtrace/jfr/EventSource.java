package io.oomtrace.jfr;

import io.oomtrace.snapshot.Snapshot;
import java.util.List;

/** What events are about. Called on threads of Flight Recorder, and on those that start and stop recordings. */
public interface EventSource {
    Snapshot allocations();

    Snapshot threads();

    Status status();

    /** Packages and classes that are not the program's own: see {@link io.oomtrace.snapshot.Blame}. */
    List<String> blameSkip();
}

package io.oomtrace.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Objects that were allocated in a span of time and live at its end, a sample of them, and what holds them. Immutable.
 *
 * @param span in which they were allocated
 * @param pause for so long the program stood still while references were followed
 * @param unreached objects more that live, to which no way was found in time
 */
public record HeldObjects(Instant takenAt, Duration span, Duration pause, List<HeldObject> objects, int unreached) {
    public HeldObjects {
        objects = List.copyOf(objects);
    }
}

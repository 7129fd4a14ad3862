package io.oomtrace.http;

import io.oomtrace.snapshot.HeldObjects;

/** Samples what is allocated from the moment it is made. Closing ends it, with whatever it has begun. */
public interface HolderWatch extends AutoCloseable {
    /**
     * Ends it, and finds out what holds that which lives; the program stands still meanwhile. May throw a
     * {@link ControlException}.
     */
    HeldObjects end();

    @Override
    void close();
}

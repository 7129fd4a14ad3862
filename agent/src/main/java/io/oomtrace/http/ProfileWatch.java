package io.oomtrace.http;

import io.oomtrace.snapshot.Snapshot;

/** A profile that is being taken from the moment it is made. Closing ends it, with whatever it has begun. */
public interface ProfileWatch extends AutoCloseable {
    /** Ends it, and tells what was seen. May throw a {@link ControlException}. */
    Snapshot end();

    @Override
    void close();
}

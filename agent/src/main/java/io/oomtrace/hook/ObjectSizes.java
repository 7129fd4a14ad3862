package io.oomtrace.hook;

/** Tells how large objects are. Called on application threads, on any of them at once. */
public interface ObjectSizes {
    /** Shallow size of the object, or the array, in bytes. */
    long of(Object object);
}

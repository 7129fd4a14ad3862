package io.oomtrace.instrument;

/** A thread of the application's that allocates nothing. */
final class UncountedThread implements CurrentThread {
    @Override
    public long allocatedBytes() {
        return 0;
    }

    @Override
    public boolean isOwn() {
        return false;
    }
}

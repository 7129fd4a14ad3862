package io.oomtrace.alloc;

/** Chooses allocations by bytes, each with a probability that is known, and not too many of them. */
public interface Sampler {
    /** Takes what was chosen, on the thread that allocated it. */
    interface Taker {
        /** @param probability with which it was chosen */
        void take(Object allocated, double probability);

        /** A choice turned out to be none: the compiler has kept the object off the heap. */
        void eliminated();

        /** Time a thread of the application has spent on a choice, be it taken or not. */
        void spent(long nanos);
    }

    /** The engine, as {@code /status} calls it. */
    String name();

    /** @throws IllegalStateException when the JVM refuses */
    void start(Taker taker);

    void stop();

    /** To be called ten times a second, by one thread. */
    void tick();

    /** Mean distance of two samples. */
    long intervalBytes();

    /** Choices that ended in an exception. */
    long failures();
}

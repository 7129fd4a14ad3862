package io.oomtrace.alloc;

import java.util.List;
import java.util.Map;

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

        /** Takes one that somebody else has chosen; while it is {@linkplain Sampler#deliver delivered}. */
        void taken(TakenSample sample);

        /**
         * Learns which of those that somebody else has chosen live, in place of what it had learnt before; while it is
         * {@linkplain Sampler#deliver delivered}.
         */
        void living(List<TakenSample> samples);
    }

    /** The engine, as {@code /status} calls it. */
    String name();

    /** @throws IllegalStateException when the JVM refuses */
    void start(Taker taker);

    void stop();

    /** To be called ten times a second, by one thread. */
    void tick();

    /** Hands over what it has from somebody else; called by one thread at a time. */
    default void deliver() {}

    /** Finds out what lives, where that is not followed. A collection has just ended. */
    default void look() {}

    /** Forgets what it has not delivered, and what it would tell of earlier samples. */
    default void forget() {}

    /** Whether what lives is followed from moment to moment, and not only looked at. */
    default boolean followsLive() {
        return true;
    }

    /** More of its state, as in every snapshot. */
    default Map<String, Number> figures() {
        return Map.of();
    }

    /** Mean distance of two samples. */
    long intervalBytes();

    /** Choices that ended in an exception. */
    long failures();
}

package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.util.List;

/**
 * What a profile is of: which metrics of a snapshot its samples have, and what all is called.
 *
 * @param name as in {@code /debug/pprof/heap}
 * @param samples in the order of the values
 * @param byDefault type of the one of {@code samples} to show unless told
 * @param periodType what is counted from one sample to the next
 * @param periodUnit of that
 * @param periodFigure the figure of the engine that says how much there is between two; empty where nothing is left out,
 *     which is a period of 1
 * @param typeLabel what {@link io.oomtrace.snapshot.Site#type()} is called
 */
public record ProfileType(
        String name,
        List<SampleType> samples,
        String byDefault,
        String periodType,
        String periodUnit,
        String periodFigure,
        String typeLabel) {
    /** What lives: Go's profile of that name, and its sample types in their order. */
    public static final ProfileType HEAP = ofMemory("heap", "inuse_space");

    /** What was allocated: the same samples, of which others are shown first. */
    public static final ProfileType ALLOCS = ofMemory("allocs", "alloc_space");

    /** Where threads were started. */
    public static final ProfileType THREADCREATE = ofCounts(
            "threadcreate",
            List.of(
                    new SampleType("threadcreate", "count", "threads_started"),
                    new SampleType("threads_live", "count", "threads_live")),
            "type");

    /** Where threads are. */
    public static final ProfileType THREADS =
            ofCounts("threads", List.of(new SampleType("threads", "count", "threads")), "state");

    /** {@link #THREADS} under the name that tools ask for. */
    public static final ProfileType GOROUTINE =
            ofCounts("goroutine", List.of(new SampleType("goroutine", "count", "threads")), "state");

    /** Time on processors: Go's profile of that name. */
    public static final ProfileType PROFILE = new ProfileType(
            "profile",
            List.of(new SampleType("samples", "count", "samples"), new SampleType("cpu", "nanoseconds", "time")),
            "cpu",
            "cpu",
            "nanoseconds",
            "interval_ns",
            "state");

    /** Waits for locks. */
    public static final ProfileType BLOCK = ofWaits("block");

    /** {@link #BLOCK}: Go tells those who wait from those who made them wait, and here only the first are known. */
    public static final ProfileType MUTEX = ofWaits("mutex");

    public ProfileType {
        samples = List.copyOf(samples);
    }

    private static ProfileType ofMemory(String name, String byDefault) {
        List<SampleType> samples = List.of(
                new SampleType("alloc_objects", "count", "alloc_count"),
                new SampleType("alloc_space", "bytes", "alloc_bytes"),
                new SampleType("inuse_objects", "count", "live_count"),
                new SampleType("inuse_space", "bytes", "live_bytes"));
        return new ProfileType(name, samples, byDefault, "space", "bytes", "interval_bytes", "type");
    }

    private static ProfileType ofCounts(String name, List<SampleType> samples, String typeLabel) {
        return new ProfileType(name, samples, samples.get(0).type(), name, "count", "", typeLabel);
    }

    private static ProfileType ofWaits(String name) {
        List<SampleType> samples = List.of(
                new SampleType("contentions", "count", "contentions"), new SampleType("delay", "nanoseconds", "time"));
        return new ProfileType(name, samples, "delay", "contentions", "count", "", "lock");
    }

    /** How much there is between two samples on the average. */
    long period(Snapshot snapshot) {
        Number figure = snapshot.engine().figures().get(periodFigure);
        return figure == null ? 1 : Math.max(1, Math.round(figure.doubleValue()));
    }

    /**
     * For each sample type, where its metric is in the snapshot.
     *
     * @throws IllegalArgumentException when the snapshot has no such metric: it is of something else
     */
    int[] places(Snapshot snapshot) {
        List<String> metrics = snapshot.metrics().stream().map(Metric::name).toList();
        int[] places = samples.stream()
                .mapToInt(sample -> metrics.indexOf(sample.metric()))
                .toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                throw new IllegalArgumentException(
                        name + " needs " + samples.get(i).metric() + ", not " + metrics);
            }
        }
        return places;
    }

    /** What a sample has of it, rounded as reports round: the sums are the same. */
    static long value(Values values, int place) {
        return (long) Math.rint(values.value(place));
    }
}

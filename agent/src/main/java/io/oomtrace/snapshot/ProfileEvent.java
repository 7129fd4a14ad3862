package io.oomtrace.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a profile counts. */
public enum ProfileEvent {
    /** Time on processors. */
    CPU("samples", false),
    /** Time that passes on threads, whether they run, wait or sleep. */
    WALL("samples", false),
    /** Time that threads wait for locks that others have. */
    LOCK("contentions", true);

    /** In nanoseconds; the first metric of each. */
    public static final String TIME = "time";

    private final List<Metric> metrics;

    ProfileEvent(String count, boolean estimated) {
        this.metrics = List.of(
                new Metric(TIME, Metric.Unit.NANOSECONDS, true), new Metric(count, Metric.Unit.COUNT, estimated));
    }

    /** @throws QueryException when there is none of that name */
    public static ProfileEvent parse(String name) {
        for (ProfileEvent event : values()) {
            if (event.label().equals(name)) {
                return event;
            }
        }
        List<String> labels = Arrays.stream(values()).map(ProfileEvent::label).toList();
        throw new QueryException("There is no event=" + name + ".", new NearestName(labels).hint(name));
    }

    /** Lower case, as in {@code event=}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the values of every site: the time, and how often it was seen. */
    public List<Metric> metrics() {
        return metrics;
    }
}

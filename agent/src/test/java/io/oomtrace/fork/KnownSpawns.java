package io.oomtrace.fork;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a line of {@link io.oomtrace.fork.program.KnownThreads} starts and makes, and what has become of it at the end.
 *
 * @param marker the comment behind the line, after {@code site: }
 * @param counts by metric
 */
record KnownSpawns(String marker, Map<String, Long> counts) {
    static KnownSpawns threads(String marker, long started, long live) {
        return new KnownSpawns(marker, started, live, 0, 0, 0, 0);
    }

    static KnownSpawns executors(String marker, long created, long shutDown, long terminated, long garbage) {
        return new KnownSpawns(marker, 0, 0, created, shutDown, terminated, garbage);
    }

    /**
     * @param terminated those shut down that have no thread any more
     * @param garbage those collected without shutdown
     */
    KnownSpawns(String marker, long started, long live, long created, long shutDown, long terminated, long garbage) {
        this(
                marker,
                new TreeMap<>(Map.of(
                        "threads_started", started,
                        "threads_live", live,
                        "executors_created", created,
                        "executors_shut_down", shutDown,
                        "executors_terminated", terminated,
                        "executors_garbage", garbage,
                        "executors_never_shut_down", created - shutDown,
                        "executors_live", created - terminated - garbage)));
    }

    /** The same counts as a table has them. */
    KnownSpawns in(Table.Row row) {
        Map<String, Long> found = new TreeMap<>();
        counts.keySet().forEach(metric -> found.put(metric, (long) row.value(metric)));
        return new KnownSpawns(marker, found);
    }
}

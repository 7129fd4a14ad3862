package io.oomtrace.export;

import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.Lookback;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is asked of snapshots, over HTTP and on the command line alike: a query, and the format of the answer.
 * Stateless; safe on any thread.
 */
public record Question(Query query, Format format) {
    private static final String FORMAT = "format";

    /** Every name {@link #parse} takes. */
    public static final List<String> NAMES = names();

    /**
     * @param format for when none is given
     * @throws QueryException when a name or a value does not exist, or one is given twice that may not be
     */
    public static Question parse(Map<String, List<String>> given, Format format) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(given);
        List<String> formats = parameters.remove(FORMAT);
        if (formats != null && formats.size() > 1) {
            throw new QueryException("format is given " + formats.size() + " times.", "Give it once.");
        }
        Format chosen = formats == null || formats.isEmpty() ? format : Format.parse(formats.get(0));
        if (chosen.isOfStacks()) {
            // A flame graph needs every stack: only what is asked for is left out.
            parameters.putIfAbsent("by", List.of(GroupBy.TRACEBACK.label()));
            parameters.putIfAbsent("limit", List.of(Integer.toString(chosen.limit())));
        }
        return new Question(QueryParameters.parse(parameters), chosen);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(QueryParameters.NAMES);
        names.add(FORMAT);
        return List.copyOf(names);
    }

    /** @param blameSkip see {@link Query#blameSkip()} */
    public Question withBlameSkip(List<String> blameSkip) {
        return new Question(query.withBlameSkip(blameSkip), format);
    }

    /**
     * The whole document.
     *
     * @throws QueryException as {@link Query#on} and {@link Format#write}
     */
    public String on(Snapshot snapshot) {
        return on(snapshot, () -> SourceText.NONE);
    }

    /** As {@link #on(Snapshot)}, with the source of lines; closes what is supplied. */
    public String on(Snapshot snapshot, Supplier<SourceText> sources) {
        Report report = query.on(snapshot);
        try (SourceText open = sources.get()) {
            return format.write(report, open);
        }
    }

    /**
     * As {@link #on}, of what grows.
     *
     * @param seconds how far back to look
     */
    public String growth(History history, double seconds) {
        return format.write(query.growth(history, seconds));
    }

    /**
     * As {@link #between}, of what has changed since some time ago.
     *
     * @param history of the same program
     * @param seconds ago
     */
    public String since(History history, Snapshot now, double seconds) {
        if (query.by() == GroupBy.AGE || query.filter().minAge() > 0) {
            throw new QueryException(
                    "The history is of all ages.", "Leave ages out, or keep two snapshots and compare them.");
        }
        Lookback lookback = new Lookback(history, now, seconds);
        return between(lookback.before(), lookback.after());
    }

    /** As {@link #on}, of what has changed from one snapshot to another. */
    public String between(Snapshot before, Snapshot after) {
        return format.write(format.isDrawn() ? query.sideBySide(before, after) : query.between(before, after));
    }
}

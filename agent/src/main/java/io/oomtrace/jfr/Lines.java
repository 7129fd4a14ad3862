package io.oomtrace.jfr;

import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.TypeShare;
import io.oomtrace.snapshot.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of a snapshot that have most of one metric, and those that have most of another. Not thread-safe. */
final class Lines {
    private final List<String> metrics;
    private final List<Group> groups = new ArrayList<>();
    private Values total;

    /**
     * @param most lines by each metric; those that have nothing of either are left out
     * @param first decides of a line which of its types and stacks is the heaviest
     * @param second likewise for lines that are not among the most by the first
     */
    Lines(Snapshot snapshot, List<String> blameSkip, int most, String first, String second) {
        metrics = snapshot.metrics().stream().map(Metric::name).toList();
        Query query = Query.DEFAULT.withLimit(most).withBlameSkip(blameSkip);
        Set<String> known = new HashSet<>();
        for (String metric : List.of(first, second)) {
            Report report = query.withSort(metric).on(snapshot);
            total = report.total();
            for (Group group : report.top()) {
                if (value(group, metric) > 0 && known.add(group.key())) {
                    groups.add(group);
                }
            }
        }
    }

    /** Those by the first metric come first. */
    List<Group> groups() {
        return groups;
    }

    double value(Group group, String metric) {
        return group.values().value(metrics.indexOf(metric));
    }

    /** A whole number. */
    long whole(Group group, String metric) {
        return Math.round(value(group, metric));
    }

    /** A whole number, or the largest there is. */
    int count(Group group, String metric) {
        return (int) Math.min(whole(group, metric), Integer.MAX_VALUE);
    }

    long error(Group group, String metric) {
        return Math.round(group.values().error(metrics.indexOf(metric)));
    }

    /** Of all lines, those among them that have no group; 0 if none has any. */
    float share(Group group, String metric) {
        double all = total.value(metrics.indexOf(metric));
        return all == 0 ? 0 : (float) (value(group, metric) / all);
    }

    static String types(Group group) {
        return group.types().stream()
                .filter(type -> type.value() > 0)
                .map(TypeShare::type)
                .collect(Collectors.joining(", "));
    }
}

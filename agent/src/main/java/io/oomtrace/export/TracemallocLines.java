package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.SourceText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * A report or a difference as Python's tracemalloc prints {@code Statistic} and {@code StatisticDiff}, a line for each group:
 *
 * <pre>
 * com/acme/Cache.java:42: size=112 MiB (+80.0 MiB), count=114688 (+81920), average=1024 B
 * </pre>
 *
 * <p>Size and count are of what lives, or of what was allocated if it is sorted by that. Below a traceback are its frames, as
 * {@code Traceback.format()} has them: the most recent last. Source: {@code Lib/tracemalloc.py} of CPython 3.13.
 */
final class TracemallocLines {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private final SourceText sources;
    private final GroupBy by;
    private final int size;
    private final int count;
    private final StringBuilder text = new StringBuilder();

    private TracemallocLines(GroupBy by, List<Metric> metrics, Metric sort, SourceText sources) {
        this.sources = sources;
        String kind = sort.name().startsWith("alloc_") ? "alloc" : "live";
        this.by = by;
        this.size = position(metrics, kind + "_bytes");
        this.count = position(metrics, kind + "_count");
    }

    private static int position(List<Metric> metrics, String name) {
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new QueryException(
                "There is no " + name + ", which tracemalloc's lines are about.", "Ask for format=text, json or csv.");
    }

    /** @throws QueryException when it is not about memory */
    static String of(Report report, SourceText sources) {
        TracemallocLines lines = new TracemallocLines(report.by(), report.metrics(), report.sort(), sources);
        for (Group group : report.top()) {
            double size = group.values().value(lines.size);
            double count = group.values().value(lines.count);
            lines.write(
                    group.key(),
                    group.traceback(),
                    "size=" + size(size, false) + ", count=" + (long) count,
                    size,
                    count);
        }
        return lines.text.toString();
    }

    /** @throws QueryException when it is not about memory */
    static String of(DiffReport diff) {
        TracemallocLines lines = new TracemallocLines(diff.by(), diff.metrics(), diff.sort(), SourceText.NONE);
        diff.top().forEach(group -> {
            Change change = group.change();
            double size = change.after().value(lines.size);
            double count = change.after().value(lines.count);
            String figures = "size=" + size(size, false) + " (" + size(change.difference(lines.size), true)
                    + "), count=" + (long) count
                    + String.format(Locale.ROOT, " (%+d)", (long) change.difference(lines.count));
            lines.write(group.key(), group.traceback(), figures, size, count);
        });
        return lines.text.toString();
    }

    private void write(String key, CallStack stack, String figures, double size, double count) {
        text.append(name(key, stack)).append(": ").append(figures);
        if (count > 0) {
            text.append(", average=").append(size(size / count, false));
        }
        text.append('\n');
        if (by == GroupBy.TRACEBACK) {
            List<Frame> leafFirst = stack.frames();
            for (int i = leafFirst.size() - 1; i >= 0; i--) {
                Frame frame = leafFirst.get(i);
                text.append("  File \"")
                        .append(frame.path())
                        .append("\", line ")
                        .append(line(frame))
                        .append('\n');
                String source = sources.of(frame);
                if (!source.isEmpty()) {
                    text.append("    ").append(source).append('\n');
                }
            }
        }
    }

    /** A file and its line; what has no line has line 0, as files have in tracemalloc. */
    private String name(String key, CallStack stack) {
        return switch (by) {
            case LINE -> place(GroupSource.frame(key, stack), key);
            case FILE -> key + ":0";
            case TRACEBACK -> place(oldest(stack), key);
            default -> key;
        };
    }

    private static String place(Frame frame, String otherwise) {
        return frame == null ? otherwise + ":0" : frame.path() + ':' + line(frame);
    }

    /** What {@code str()} of a {@code Traceback} is. */
    private static Frame oldest(CallStack stack) {
        CallStack at = stack;
        while (!at.isEmpty() && !at.caller().isEmpty()) {
            at = at.caller();
        }
        return at.leaf();
    }

    private static int line(Frame frame) {
        return Math.max(0, frame.line());
    }

    /** {@code _format_size} of tracemalloc: three digits, or up to five before the next unit. */
    static String size(double bytes, boolean signed) {
        double size = bytes;
        int unit = 0;
        while (!(Math.abs(size) < 100 && unit > 0) && Math.abs(size) >= 10 * STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        // As C rounds, which Python leaves it to: not as java.util.Formatter does.
        BigDecimal rounded =
                new BigDecimal(size).setScale(Math.abs(size) < 100 && unit > 0 ? 1 : 0, RoundingMode.HALF_EVEN);
        return (signed && size >= 0 ? "+" : "") + rounded.toPlainString() + ' ' + UNITS[unit];
    }
}

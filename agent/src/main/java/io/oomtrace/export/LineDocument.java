package io.oomtrace.export;

import io.oomtrace.snapshot.LineCount;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a {@link LineTable}: for people a line of text for each line of source, as memory_profiler does, for
 * programs JSON. Where the source is known, the lines between those that allocate are shown, too.
 */
public final class LineDocument {
    private static final String ROW = "%6s  %15s  %11s  %11s  %15s  %s%n";

    /** Between two that allocate, more lines of source than that are left out. */
    private static final int LONGEST_GAP = 20;

    private final LineTable table;
    private final StringBuilder text = new StringBuilder();

    public LineDocument(LineTable table) {
        this.table = table;
    }

    public String text() {
        text.append(table.className()).append(", every allocation counted\n\n");
        row("line", "alloc_count", "alloc_bytes", "average", "live_bytes", "method");
        int last = 0;
        for (LineTable.Line line : table.lines()) {
            between(last, line.frame().line());
            last = line.frame().line();
            row(last < 0 ? "?" : Integer.toString(last), line.count(), line.bytes(), line.live(), what(line));
        }
        row("", table.count(), table.bytes(), table.live(), "total");
        return text.toString();
    }

    /** The source of lines that allocate nothing. */
    private void between(int last, int next) {
        if (last > 0 && next - last <= LONGEST_GAP) {
            for (int line = last + 1; line < next; line++) {
                if (!table.source(line).isBlank()) {
                    row(Integer.toString(line), "", "", "", "", table.source(line));
                }
            }
        }
    }

    /**
     * What is written there; or the method, with what the class adds to the table's, if it is nested: {@code
     * Entry.<init>}.
     */
    private String what(LineTable.Line line) {
        String source = table.source(line.frame().line());
        if (!source.isEmpty()) {
            return source;
        }
        String nested = line.frame().className().substring(table.className().length());
        return (nested.isEmpty() ? "" : nested.substring(1) + '.')
                + line.frame().methodName();
    }

    private void row(String line, long count, long bytes, Values live, String what) {
        row(
                line,
                String.format(Locale.ROOT, "%,d", count),
                bytes(bytes, 0),
                count == 0 ? "" : bytes((double) bytes / count, 0),
                bytes(live.value(0), live.error(0)),
                what);
    }

    private void row(String line, String count, String bytes, String average, String live, String what) {
        text.append(String.format(Locale.ROOT, ROW, line, count, bytes, average, live, what));
    }

    private static String bytes(double bytes, double error) {
        return new Quantity(bytes, error, Metric.Unit.BYTES).toString();
    }

    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", table.className());
        json.put("total", figures(table.count(), table.bytes(), table.live()));
        json.put("lines", table.lines().stream().map(this::line).toList());
        return JsonDocument.of(json);
    }

    private Map<String, Object> line(LineTable.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("line", line.frame().line() < 0 ? null : line.frame().line());
        json.put("frame", line.frame().toString());
        String source = table.source(line.frame().line());
        json.put("source", source.isEmpty() ? null : source);
        json.putAll(figures(line.count(), line.bytes(), line.live()));
        json.put("types", types(line.counts()));
        return json;
    }

    private static List<Map<String, Object>> types(List<LineCount> counts) {
        return counts.stream()
                .map(count -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("type", count.type().isEmpty() ? null : count.type());
                    json.putAll(counts(count.count(), count.bytes()));
                    return json;
                })
                .toList();
    }

    private static Map<String, Object> figures(long count, long bytes, Values live) {
        Map<String, Object> json = counts(count, bytes);
        for (int metric = 0; metric < LineTable.LIVE.size(); metric++) {
            json.put(LineTable.LIVE.get(metric), Math.round(live.value(metric)));
            json.put(LineTable.LIVE.get(metric) + "_error", Math.round(Math.ceil(live.error(metric))));
        }
        return json;
    }

    private static Map<String, Object> counts(long count, long bytes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alloc_count", count);
        json.put("alloc_bytes", bytes);
        json.put("average_bytes", count == 0 ? null : (double) bytes / count);
        return json;
    }
}

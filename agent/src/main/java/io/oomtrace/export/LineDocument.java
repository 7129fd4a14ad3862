package io.oomtrace.export;

import io.oomtrace.snapshot.LineCount;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a {@link LineTable}: for people a line of text for each line of source, for programs JSON. */
public final class LineDocument {
    private static final String ROW = "%6s  %15s  %11s  %11s  %s%n";

    private final LineTable table;

    public LineDocument(LineTable table) {
        this.table = table;
    }

    public String text() {
        StringBuilder text = new StringBuilder(table.className()).append(", every allocation counted\n\n");
        text.append(row("line", "alloc_count", "alloc_bytes", "average", "method"));
        for (LineTable.Line line : table.lines()) {
            text.append(row(
                    line.frame().line() < 0
                            ? "?"
                            : Integer.toString(line.frame().line()),
                    line.count(),
                    line.bytes(),
                    method(line)));
        }
        return text.append(row("", table.count(), table.bytes(), "total")).toString();
    }

    /** With what the class adds to the table's, if it is nested: {@code Entry.<init>}. */
    private String method(LineTable.Line line) {
        String nested = line.frame().className().substring(table.className().length());
        return (nested.isEmpty() ? "" : nested.substring(1) + '.')
                + line.frame().methodName();
    }

    private static String row(String line, long count, long bytes, String method) {
        return row(
                line,
                String.format(Locale.ROOT, "%,d", count),
                bytes(bytes),
                count == 0 ? "" : bytes((double) bytes / count),
                method);
    }

    private static String row(String line, String count, String bytes, String average, String method) {
        return String.format(Locale.ROOT, ROW, line, count, bytes, average, method);
    }

    private static String bytes(double bytes) {
        return new Quantity(bytes, 0, Metric.Unit.BYTES).toString();
    }

    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", table.className());
        json.put("total", counts(table.count(), table.bytes()));
        json.put("lines", table.lines().stream().map(LineDocument::line).toList());
        return JsonDocument.of(json);
    }

    private static Map<String, Object> line(LineTable.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("line", line.frame().line() < 0 ? null : line.frame().line());
        json.put("frame", line.frame().toString());
        json.putAll(counts(line.count(), line.bytes()));
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

    private static Map<String, Object> counts(long count, long bytes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alloc_count", count);
        json.put("alloc_bytes", bytes);
        json.put("average_bytes", count == 0 ? null : (double) bytes / count);
        return json;
    }
}

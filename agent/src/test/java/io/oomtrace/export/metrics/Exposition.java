package io.oomtrace.export.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics as a reader takes them from text, by the grammar of Prometheus's format and of OpenMetrics as far as they are
 * used here; what does not fit fails.
 */
public final class Exposition {
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\",?");
    private static final Pattern SERIES = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:" + LABEL.pattern() + ")*)\\})? (NaN|[+-]Inf|-?[0-9.E+-]+)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<Series, Double> values = new LinkedHashMap<>();

    /** A name with its labels. */
    public record Series(String name, Map<String, String> labels) {
        /** The value of a label; fails if there is none. */
        public String label(String label) {
            return labels.get(label).toString();
        }
    }

    private Exposition() {}

    public static Exposition parse(String text) {
        Exposition parsed = new Exposition();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            parsed.line(lines.get(i), i == lines.size() - 1);
        }
        return parsed;
    }

    private void line(String line, boolean last) {
        Matcher comment = COMMENT.matcher(line);
        Matcher series = SERIES.matcher(line);
        if (comment.matches()) {
            Map<String, String> of = comment.group(1).equals("HELP") ? helps : types;
            boolean isUnit = comment.group(1).equals("UNIT");
            if (!isUnit && of.put(comment.group(2), comment.group(3)) != null) {
                throw new AssertionError("twice: " + line);
            }
        } else if (series.matches()) {
            Series of = new Series(series.group(1), labels(series.group(2)));
            if (values.put(
                            of,
                            Double.parseDouble(series.group(series.groupCount()).replace("Inf", "Infinity")))
                    != null) {
                throw new AssertionError("twice: " + line);
            }
        } else if (!(last && line.equals("# EOF"))) {
            throw new AssertionError("no metric: " + line);
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            Matcher label = LABEL.matcher(text);
            while (label.find()) {
                labels.put(label.group(1), unescaped(label.group(2)));
            }
        }
        return labels;
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '\\') {
                letter = value.charAt(++i) == 'n' ? '\n' : value.charAt(i);
            }
            text.append(letter);
        }
        return text.toString();
    }

    /** Of all series. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        values.keySet().forEach(series -> names.add(series.name()));
        return names;
    }

    /** By name of the family. */
    Map<String, String> types() {
        return types;
    }

    Map<String, String> helps() {
        return helps;
    }

    public Map<Series, Double> values() {
        return values;
    }

    /** Of one metric, the values of a label and those of the series. */
    public Map<String, Double> by(String label, String name) {
        Map<String, Double> by = new TreeMap<>();
        values.forEach((series, value) -> {
            if (series.name().equals(name)) {
                by.put(series.label(label), value);
            }
        });
        return by;
    }

    /** Of a series; fails if there is none. */
    public double value(String name, String... labels) {
        Map<String, String> of = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            of.put(labels[i], labels[i + 1]);
        }
        Double value = values.get(new Series(name, of));
        if (value == null) {
            throw new AssertionError("no " + name + of + " in " + values.keySet());
        }
        return value;
    }
}

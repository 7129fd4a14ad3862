package io.oomtrace.benchmarks.overhead;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What one run of the program came to, per iteration. */
record Measurement(Map<Measure, Double> values) {
    private static final String MARK = "measured ";

    /**
     * @param output of {@link MeasuredProgram}
     * @throws IllegalArgumentException when it has no such line, with all of the output in the message
     */
    static Measurement parse(String output) {
        String line = output.lines()
                .filter(candidate -> candidate.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the program did not end well:\n" + output));
        Map<String, Double> read = new HashMap<>();
        for (String word : line.substring(MARK.length()).split(" ")) {
            int equals = word.indexOf('=');
            read.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)));
        }
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, read.get(measure.key()));
        }
        return new Measurement(values);
    }

    double get(Measure measure) {
        return values.get(measure);
    }
}

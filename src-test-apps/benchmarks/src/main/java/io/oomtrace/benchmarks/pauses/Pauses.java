package io.oomtrace.benchmarks.pauses;

import io.oomtrace.benchmarks.run.Quartiles;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses of one run, in milliseconds, as {@code -Xlog:gc} has them.
 *
 * @param young medians are taken of these: collections of the young part, or of it and some of the rest
 * @param full collections of the whole heap
 */
record Pauses(List<Double> young, List<Double> full) {
    /** {@code [1.2s][info][gc] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 3.456ms}. */
    private static final Pattern PAUSE = Pattern.compile("Pause (Young|Full).* (\\d+\\.\\d+)ms$");

    /** @throws IllegalArgumentException when there is no pause of one kind in it */
    static Pauses parse(List<String> log) {
        List<Double> young = new ArrayList<>();
        List<Double> full = new ArrayList<>();
        for (String line : log) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                (pause.group(1).equals("Young") ? young : full).add(Double.parseDouble(pause.group(2)));
            }
        }
        if (young.isEmpty() || full.isEmpty()) {
            throw new IllegalArgumentException(
                    "the log has " + young.size() + " young and " + full.size() + " full collections");
        }
        return new Pauses(young, full);
    }

    double medianYoung() {
        return Quartiles.of(young).median();
    }

    double medianFull() {
        return Quartiles.of(full).median();
    }
}

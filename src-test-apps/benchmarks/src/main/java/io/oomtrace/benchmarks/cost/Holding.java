package io.oomtrace.benchmarks.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds, in KiB by kind: reachable objects by {@code GC.class_histogram}, everything else by Native Memory
 * Tracking, as committed.
 */
record Holding(Map<String, Double> kib) {
    static final String HEAP = "heap";

    /** Of the histogram's last line: instances, then bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private static final Pattern CATEGORY = Pattern.compile("-\\s+(\\w[\\w ]*) \\(reserved=\\d+KB, committed=(\\d+)KB");

    /** The collector's is in proportion to the heap, the compiler's working memory is whatever it needed last. */
    private static final List<String> LEFT_OUT =
            List.of("Java Heap", "GC", "Compiler", "Arena Chunk", "Native Memory Tracking");

    static Holding parse(String histogram, String nativeMemory) {
        Map<String, Double> kib = new LinkedHashMap<>();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalArgumentException("no histogram: " + histogram);
        }
        kib.put(HEAP, Double.parseDouble(total.group(1)) / 1024);
        Matcher category = CATEGORY.matcher(nativeMemory);
        while (category.find()) {
            if (!LEFT_OUT.contains(category.group(1))) {
                kib.merge(kind(category.group(1)), Double.parseDouble(category.group(2)), Double::sum);
            }
        }
        return new Holding(kib);
    }

    private static String kind(String category) {
        return switch (category) {
            case "Class", "Metaspace", "Shared class space" -> "classes";
            case "Code" -> "compiled code";
            case "Internal" -> "class files kept";
            case "Thread" -> "threads";
            default -> "other";
        };
    }

    Holding minus(Holding other) {
        Map<String, Double> difference = new LinkedHashMap<>(kib);
        other.kib.forEach((kind, much) -> difference.merge(kind, -much, Double::sum));
        return new Holding(difference);
    }

    double sum() {
        return kib.values().stream().mapToDouble(much -> much).sum();
    }
}

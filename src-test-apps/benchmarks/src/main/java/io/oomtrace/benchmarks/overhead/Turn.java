package io.oomtrace.benchmarks.overhead;

import java.util.HashMap;
import java.util.Map;

/**
 * What a program used while it had its turn.
 *
 * @param iterations of the workload that were completed
 * @param cpuNanos of all threads of the process
 * @param wallNanos that passed
 * @param allocatedBytes in the heap
 * @param collectionNanos as the collectors count it, in whole milliseconds
 * @param compilationNanos as the JVM counts what its compilers took, in whole milliseconds
 * @param residentPeakBytes since the process began
 */
record Turn(
        double iterations,
        double cpuNanos,
        double wallNanos,
        double allocatedBytes,
        double collectionNanos,
        double compilationNanos,
        double residentPeakBytes) {
    /** Begins a {@link #line}. */
    static final String MARK = "turn ";

    static Turn parse(String line) {
        Map<String, Double> read = new HashMap<>();
        for (String word : line.substring(MARK.length()).split(" ")) {
            int equals = word.indexOf('=');
            read.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)));
        }
        return new Turn(
                read.get("iterations"),
                read.get("cpu"),
                read.get("wall"),
                read.get("allocated"),
                read.get("collection"),
                read.get("compilation"),
                read.get("resident"));
    }

    /** Both together. */
    Turn plus(Turn other) {
        return new Turn(
                iterations + other.iterations,
                cpuNanos + other.cpuNanos,
                wallNanos + other.wallNanos,
                allocatedBytes + other.allocatedBytes,
                collectionNanos + other.collectionNanos,
                compilationNanos + other.compilationNanos,
                Math.max(residentPeakBytes, other.residentPeakBytes));
    }

    /** A line that {@link #parse} reads. */
    String line() {
        return MARK + "iterations=" + iterations + " cpu=" + cpuNanos + " wall=" + wallNanos + " allocated="
                + allocatedBytes + " collection=" + collectionNanos + " compilation=" + compilationNanos + " resident="
                + residentPeakBytes;
    }
}

package io.oomtrace.benchmarks.overhead;

/** What is measured, by the key {@link MeasuredProgram} prints. */
enum Measure {
    CPU("cpu_ns", "CPU time"),
    WALL("wall_ns", "wall time"),
    ALLOCATED("allocated_bytes", "bytes allocated"),
    COLLECTION("collection_ns", "time collecting"),
    RSS("rss_peak_bytes", "peak RSS"),
    FIRST_CPU("first_cpu_ns", "CPU time, first iteration");

    private final String key;
    private final String label;

    Measure(String key, String label) {
        this.key = key;
        this.label = label;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }
}

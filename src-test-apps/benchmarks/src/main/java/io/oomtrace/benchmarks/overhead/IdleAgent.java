package io.oomtrace.benchmarks.overhead;

/** What {@code -javaagent:benchmarks.jar} loads: what it costs, every Java agent costs. */
public final class IdleAgent {
    private IdleAgent() {}

    public static void premain(String options) {}
}

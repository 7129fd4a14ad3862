package io.oomtrace.benchmarks.pauses;

import java.util.List;

/**
 * What is measured: a {@link ChurningProgram}, with or without an agent.
 *
 * @param replaced of the objects it keeps
 * @param agent the JVM's argument for it; empty without one
 * @param stopped whether recording is stopped once the program is full, so that what is tracked is all that is left of the
 *     agent's work
 */
record Churn(int replaced, List<String> agent, boolean stopped) {
    /** How many the program keeps. */
    static final int KEPT = 2_000_000;
}

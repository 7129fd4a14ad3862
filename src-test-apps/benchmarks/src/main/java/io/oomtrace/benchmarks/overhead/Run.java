package io.oomtrace.benchmarks.overhead;

import java.util.List;

/**
 * One program from its start to its end.
 *
 * @param first the first iteration, with all that came before it
 * @param turns at steady state
 */
record Run(Turn first, List<Turn> turns) {}

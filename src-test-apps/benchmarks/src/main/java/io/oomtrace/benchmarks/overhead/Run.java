package io.oomtrace.benchmarks.overhead;

import java.util.List;

/**
 * One program from its start to its end.
 *
 * @param first the first iteration, with all that came before it
 * @param before at steady state before an agent was attached; none where agents are started with the program
 * @param turns at steady state
 */
record Run(Turn first, List<Turn> before, List<Turn> turns) {
    /** The same program without an agent. */
    Run unattached() {
        return new Run(first, List.of(), before);
    }
}

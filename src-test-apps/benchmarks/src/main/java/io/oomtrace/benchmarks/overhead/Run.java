package io.oomtrace.benchmarks.overhead;

import java.util.List;

/**
 * One program from its start to its end.
 *
 * @param first the first iteration, with all that came before it
 * @param before at steady state before an agent was attached, or while its recording is off; none where neither is done
 * @param turns at steady state
 */
record Run(Turn first, List<Turn> before, List<Turn> turns) {
    /** The same program without what is measured. */
    Run unrecorded() {
        return new Run(first, List.of(), before);
    }
}

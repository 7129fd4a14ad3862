package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Quartiles;
import java.util.ArrayList;
import java.util.List;

/** What is compared, and how the turns of a program become one ratio to the program without an agent. */
enum Measure {
    CPU("CPU time", true) {
        @Override
        double ratio(Run with, Run without) {
            return ofPairs(with, without, Turn::cpuNanos);
        }
    },
    WALL("wall time", true) {
        @Override
        double ratio(Run with, Run without) {
            return ofPairs(with, without, Turn::wallNanos);
        }
    },
    ALLOCATED("bytes allocated", true) {
        @Override
        double ratio(Run with, Run without) {
            return perIteration(with, Turn::allocatedBytes) / perIteration(without, Turn::allocatedBytes);
        }
    },
    COLLECTION("time collecting", false) {
        @Override
        double ratio(Run with, Run without) {
            return perIteration(with, Turn::collectionNanos) / perIteration(without, Turn::collectionNanos);
        }
    },
    RSS("peak RSS", true) {
        @Override
        double ratio(Run with, Run without) {
            return last(with).residentPeakBytes() / last(without).residentPeakBytes();
        }
    },
    FIRST_CPU("CPU time from the start to the end of the first iteration", true) {
        @Override
        double ratio(Run with, Run without) {
            return with.first().cpuNanos() / without.first().cpuNanos();
        }
    };

    private final String label;
    private final boolean everywhere;

    Measure(String label, boolean everywhere) {
        this.label = label;
        this.everywhere = everywhere;
    }

    abstract double ratio(Run with, Run without);

    String label() {
        return label;
    }

    /** Whether every program has more than nothing of it in the time measured. */
    boolean everywhere() {
        return everywhere;
    }

    private interface Counter {
        double of(Turn turn);
    }

    /** Two turns side by side met the same neighbours on the machine; the median leaves out those that did not. */
    private static double ofPairs(Run with, Run without, Counter counter) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < with.turns().size(); turn++) {
            Turn one = with.turns().get(turn);
            Turn other = without.turns().get(turn);
            ratios.add((counter.of(one) / one.iterations()) / (counter.of(other) / other.iterations()));
        }
        return Quartiles.of(ratios).median();
    }

    private static double perIteration(Run run, Counter counter) {
        double sum = 0;
        double iterations = 0;
        for (Turn turn : run.turns()) {
            sum += counter.of(turn);
            iterations += turn.iterations();
        }
        return sum / iterations;
    }

    private static Turn last(Run run) {
        return run.turns().get(run.turns().size() - 1);
    }
}

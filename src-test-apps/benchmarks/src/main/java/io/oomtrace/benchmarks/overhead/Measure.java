package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Quartiles;
import java.util.ArrayList;
import java.util.List;

/** What is compared, and how the turns of a program become one figure. */
enum Measure {
    CPU("CPU time", true) {
        @Override
        double of(Run run) {
            return undisturbed(run, Turn::cpuNanos);
        }
    },
    WALL("wall time", true) {
        @Override
        double of(Run run) {
            return undisturbed(run, Turn::wallNanos);
        }
    },
    ALLOCATED("bytes allocated", true) {
        @Override
        double of(Run run) {
            return perIteration(run, Turn::allocatedBytes);
        }
    },
    COLLECTION("time collecting", false) {
        @Override
        double of(Run run) {
            return perIteration(run, Turn::collectionNanos);
        }
    },
    RSS("peak RSS", true) {
        @Override
        double of(Run run) {
            return run.turns().get(run.turns().size() - 1).residentPeakBytes();
        }
    },
    FIRST_CPU("CPU time from the start to the end of the first iteration", true) {
        @Override
        double of(Run run) {
            return run.first().cpuNanos();
        }
    };

    private final String label;
    private final boolean everywhere;

    Measure(String label, boolean everywhere) {
        this.label = label;
        this.everywhere = everywhere;
    }

    /** Of one program, in a unit of its own. */
    abstract double of(Run run);

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

    /**
     * Per iteration, lower quartile of the turns: neighbours on the machine, a compilation or a collection make a turn
     * longer and never shorter.
     */
    private static double undisturbed(Run run, Counter counter) {
        List<Double> values = new ArrayList<>();
        for (Turn turn : run.turns()) {
            values.add(counter.of(turn) / turn.iterations());
        }
        return Quartiles.of(values).lower();
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
}

package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Quartiles;
import java.util.ArrayList;
import java.util.List;

/** What is compared, and how the turns of programs become one ratio. */
enum Measure {
    CPU("CPU time", true) {
        @Override
        double ratio(Run run, List<Run> without) {
            return turnByTurn(run, without, Turn::cpuNanos);
        }
    },
    WALL("wall time", true) {
        @Override
        double ratio(Run run, List<Run> without) {
            return turnByTurn(run, without, Turn::wallNanos);
        }
    },
    ALLOCATED("bytes allocated", true) {
        @Override
        double ratio(Run run, List<Run> without) {
            return wholeRun(run, without, one -> perIteration(one, Turn::allocatedBytes));
        }
    },
    COLLECTION("time collecting", false) {
        @Override
        double ratio(Run run, List<Run> without) {
            return wholeRun(run, without, one -> perIteration(one, Turn::collectionNanos));
        }
    },
    RSS("peak RSS", true) {
        @Override
        double ratio(Run run, List<Run> without) {
            return wholeRun(
                    run, without, one -> one.turns().get(one.turns().size() - 1).residentPeakBytes());
        }
    },
    FIRST_CPU("CPU time from the start to the end of the first iteration", true) {
        @Override
        double ratio(Run run, List<Run> without) {
            return wholeRun(run, without, one -> one.first().cpuNanos());
        }
    };

    private final String label;
    private final boolean everywhere;

    Measure(String label, boolean everywhere) {
        this.label = label;
        this.everywhere = everywhere;
    }

    /** @param without the runs without an agent, of the same round; their mean is what the run is compared with */
    abstract double ratio(Run run, List<Run> without);

    String label() {
        return label;
    }

    /** Not what is over before an agent is attached, nor the most there has ever been of what is switched off and on. */
    boolean isOf(Launch launch) {
        return switch (launch) {
            case STARTED -> true;
            case ATTACHED -> this != FIRST_CPU;
            case SWITCHED -> this != FIRST_CPU && this != RSS;
        };
    }

    /** Whether every program has more than nothing of it in the time measured. */
    boolean everywhere() {
        return everywhere;
    }

    private interface OfTurn {
        double of(Turn turn);
    }

    private interface OfRun {
        double of(Run run);
    }

    /**
     * Median of the ratios of turns that came right after each other: a machine that is slow for some seconds is slow for
     * both sides, and what falls on one of them alone is left out.
     */
    private static double turnByTurn(Run run, List<Run> without, OfTurn measure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < run.turns().size(); i++) {
            int turn = i;
            double reference = without.stream()
                    .mapToDouble(one -> perIteration(one.turns().get(turn), measure))
                    .average()
                    .orElseThrow();
            ratios.add(perIteration(run.turns().get(turn), measure) / reference);
        }
        return Quartiles.of(ratios).median();
    }

    private static double perIteration(Turn turn, OfTurn measure) {
        return measure.of(turn) / turn.iterations();
    }

    private static double wholeRun(Run run, List<Run> without, OfRun measure) {
        return measure.of(run)
                / without.stream().mapToDouble(measure::of).average().orElseThrow();
    }

    private static double perIteration(Run run, OfTurn measure) {
        double sum = 0;
        double iterations = 0;
        for (Turn turn : run.turns()) {
            sum += measure.of(turn);
            iterations += turn.iterations();
        }
        return sum / iterations;
    }
}

package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.Quartiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What estimates of one metric were off by, over many runs of one program. */
final class Deviations {
    private final Map<String, List<Double>> relative = new TreeMap<>();
    private final List<Double> ofTotals = new ArrayList<>();
    private final List<Double> ofLarge = new ArrayList<>();
    private int within;
    private int intervals;
    private int listed;
    private int all;

    /** A site without a sample: it is not in the answer, and has no interval. */
    void addUnlisted(String site, double truth, double total) {
        add(site, truth, 0, total);
    }

    /** @param total the truth of all sites together */
    void add(String site, double truth, Estimate estimate, double total) {
        add(site, truth, estimate.bytes(), total);
        within += Math.abs(estimate.bytes() - truth) <= estimate.error() ? 1 : 0;
        intervals += Double.isNaN(estimate.error()) ? 0 : 1;
        listed++;
    }

    private void add(String site, double truth, double estimate, double total) {
        double off = (estimate - truth) / truth;
        relative.computeIfAbsent(site, key -> new ArrayList<>()).add(off);
        all++;
        if (truth >= total / 10) {
            ofLarge.add(Math.abs(off));
        }
    }

    /** All sites of one run together. */
    void addTotal(double truth, double estimate) {
        ofTotals.add((estimate - truth) / truth);
    }

    /** The share of truths within the reported interval where there was one, of 1; not a number if there was none. */
    double covered() {
        return (double) within / intervals;
    }

    /** The share of truths of which there was an estimate, of 1. */
    double listed() {
        return (double) listed / all;
    }

    /** Mean relative deviation of the site where it is farthest from 0 in units of its standard error. */
    Bias worstBias() {
        Bias worst = null;
        for (Map.Entry<String, List<Double>> site : relative.entrySet()) {
            Bias bias = Bias.of(site.getKey(), site.getValue());
            if (worst == null || Math.abs(bias.inErrors()) > Math.abs(worst.inErrors())) {
                worst = bias;
            }
        }
        return worst;
    }

    /** Mean relative deviation of all sites together: one that they have in common shows here first. */
    Bias biasOfAll() {
        return Bias.of("all", ofTotals);
    }

    /** Relative deviation, without sign, of sites with a tenth of the bytes or more. */
    Quartiles ofLarge() {
        return Quartiles.of(ofLarge.isEmpty() ? List.of(Double.NaN) : ofLarge);
    }

    int sites() {
        return relative.size();
    }

    /** @param inErrors the mean in units of its standard error: Student's t */
    record Bias(String site, double mean, double inErrors) {
        static Bias of(String site, List<Double> values) {
            double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            double error = Math.sqrt(squares / (values.size() - 1.0) / values.size());
            return new Bias(site, mean, error == 0 ? 0 : mean / error);
        }
    }
}

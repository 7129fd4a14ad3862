package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.CallTree;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Stacks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what was recorded, by call stack, type and thread name. Bounded; not thread-safe. */
final class Tally {
    /** By metric, a sum of estimates, and of their variances. */
    static final class Row {
        private final double[] values;
        private final double[] variances;

        private Row(int metrics) {
            values = new double[metrics];
            variances = new double[metrics];
        }

        /**
         * One that stands for all like it (Horvitz and Thompson, 1952).
         *
         * @param metric of the value; the next is its count
         * @param probability with which it was chosen
         */
        void addSampled(int metric, double value, double probability) {
            double variance = (1 - probability) / (probability * probability);
            add(metric, value / probability, value * value * variance);
            add(metric + 1, 1 / probability, variance);
        }

        void add(int metric, double value, double variance) {
            values[metric] += value;
            variances[metric] += variance;
        }

        private void clear(int metric) {
            values[metric] = 0;
            variances[metric] = 0;
        }

        /** As much as is shown of it. */
        private Values rounded() {
            double[] whole = new double[values.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = Math.rint(values[i]);
            }
            return Values.of(whole, variances);
        }
    }

    private record Key(CallStack stack, String type, String thread) {}

    private final List<Metric> metrics;
    private final int maxSites;
    private final CallTree tree;
    private final Map<Key, Row> rows = new LinkedHashMap<>();

    Tally(List<Metric> metrics, int maxSites) {
        this.metrics = metrics;
        this.maxSites = maxSites;
        this.tree = new CallTree(4 * maxSites);
    }

    Row at(Stacks.Named stack, String type, String thread) {
        Key key = new Key(tree.intern(stack.leafFirst(), stack.truncated()), type, thread);
        Row known = rows.get(key);
        if (known == null && rows.size() >= maxSites) {
            key = new Key(tree.full(), type, "");
            known = rows.get(key);
        }
        if (known == null) {
            known = new Row(metrics.size());
            rows.put(key, known);
        }
        return known;
    }

    int size() {
        return rows.size();
    }

    /** Bytes in the heap, without the names. */
    long heapBytes(HeapSizes sizes) {
        long tables = tree.heapBytes(sizes) + sizes.map(rows.size());
        if (rows.isEmpty()) {
            return tables;
        }
        Map.Entry<Key, Row> any = rows.entrySet().iterator().next();
        Row row = any.getValue();
        long each = sizes.of(any.getKey()) + sizes.of(row) + sizes.of(row.values) + sizes.of(row.variances);
        return tables + rows.size() * each;
    }

    /** Has a metric begin anew everywhere. */
    void clear(int metric) {
        rows.values().forEach(row -> row.clear(metric));
    }

    void clear() {
        rows.clear();
        tree.clear();
    }

    List<Site> sites() {
        List<Site> sites = new ArrayList<>(rows.size());
        rows.forEach((key, row) -> sites.add(new Site(key.stack, key.type, key.thread, row.rounded())));
        return sites;
    }
}

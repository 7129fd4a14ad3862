package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs variants in turn, so that what the machine does in the meantime falls on all of them alike. */
public final class Rounds {
    /** One run of a variant. */
    public interface Run<V, T> {
        T of(V variant) throws IOException, InterruptedException;
    }

    private Rounds() {}

    /**
     * @param rounds how often each is run
     * @param variants by name
     * @return what came of it, in the order of the variants
     * @throws IOException when that is less than once
     */
    public static <V, T> Map<String, List<T>> of(int rounds, Map<String, V> variants, Run<V, T> run)
            throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new IOException("--rounds takes 1 or more");
        }
        Map<String, List<T>> results = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, V> variant : variants.entrySet()) {
                results.computeIfAbsent(variant.getKey(), name -> new ArrayList<>())
                        .add(run.of(variant.getValue()));
            }
        }
        return results;
    }
}

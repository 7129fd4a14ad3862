package io.oomtrace.export;

import static io.oomtrace.snapshot.Snapshots.stack;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;

/** The reports the golden tests of this package write. */
final class Reports {
    static final CallStack PUT = stack(
            "java.util.Arrays.copyOf(Arrays.java:3537)",
            "com.acme.Cache.put(Cache.java:42)",
            "com.acme.Main.main(Main.java:7)");
    static final CallStack LONG = stack(
            "com.acme.storefront.recommendation.CollaborativeFilterModel.<init>(CollaborativeFilterModel.java:117)",
            "com.acme.Main.main(Main.java:8)");
    static final CallStack SMALL = stack("com.acme.Main.main(Main.java:9)");

    private static final double MIB = 1024 * 1024;

    private Reports() {}

    static Report allocations(Query query) {
        return query.on(Snapshots.allocations()
                .site(PUT, "byte[]", "main", estimate(111.9 * MIB, 1200, 300 * MIB, 4000, 1.07 * MIB))
                .site(PUT, "java.lang.Object[]", "main", Values.exact(1024, 4, 2048, 8))
                .site(LONG, "double[]", "main", estimate(1.5 * MIB, 3, 1.5 * MIB, 3, 0.1 * MIB))
                .site(SMALL, "java.lang.String", "main", Values.exact(512, 16, 512, 16))
                .site(stack("a.Lazy.get(Lazy.java:1)"), "byte[]", "http-#", Values.exact(100, 1, 100, 1))
                .build());
    }

    static Report threads(Query query) {
        return query.on(Snapshots.threads()
                .site(PUT, "java.lang.Thread", "main", 20_000, 20_010, 1999.9966, 0)
                .site(SMALL, "java.lang.Thread", "main", 1, 3, 1 / 60.0, 0)
                .build());
    }

    private static Values estimate(double a, double b, double c, double d, double deviation) {
        double variance = deviation * deviation;
        return Values.of(new double[] {a, b, c, d}, new double[] {variance, 100, variance, 100});
    }
}

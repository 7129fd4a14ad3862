package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Snapshots of random content, for tests of what must hold of any; the same seed makes the same one. */
public final class RandomSnapshots {
    private static final String[] NAMES = {"a", "com.acme", "com.acme.Cache$1", "größer", "x\"\\\n", "a.b.C/0x01", ""};

    private final SplittableRandom random;

    public RandomSnapshots(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public Capture capture() {
        return new Capture(
                random.nextLong(1 << 22),
                List.of(name(), name()).subList(random.nextInt(3), 2),
                allocations(random.nextInt(60)),
                snapshot(Snapshots.THREAD_METRICS, 5),
                random.nextBoolean() ? null : histogram());
    }

    private Histogram histogram() {
        List<Histogram.Count> classes = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            classes.add(new Histogram.Count(name(), random.nextLong(1L << 40), random.nextLong()));
        }
        return new Histogram(Instant.ofEpochMilli(random.nextLong(1L << 40)), random.nextBoolean(), classes);
    }

    public Snapshot allocations(int sites) {
        return snapshot(Snapshots.ALLOCATION_METRICS, sites);
    }

    private Snapshot snapshot(List<Metric> metrics, int size) {
        List<CallStack> stacks = new ArrayList<>();
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            stacks.add(stack());
            sites.add(new Site(
                    stacks.get(random.nextInt(stacks.size())),
                    name(),
                    name(),
                    random.nextInt(Site.NO_AGE, 5),
                    values(metrics.size())));
        }
        return new Snapshot(
                Instant.ofEpochSecond(random.nextLong(1L << 33), random.nextInt(1_000_000_000)),
                new Engine(name(), random.nextBoolean(), figures()),
                List.of(new Coverage("alloc_bytes", random.nextDouble() * 1e12, Double.NaN, name())),
                metrics,
                sites);
    }

    private CallStack stack() {
        List<Frame> frames = new ArrayList<>();
        for (int depth = random.nextInt(6); depth > 0; depth--) {
            frames.add(
                    random.nextInt(20) == 0
                            ? Frame.NONE
                            : new Frame(name(), name(), name(), random.nextInt(-2, 400), name()));
        }
        return CallStack.of(frames, random.nextBoolean());
    }

    private Values values(int metrics) {
        double[] values = new double[metrics];
        double[] variances = new double[metrics];
        for (int i = 0; i < metrics; i++) {
            values[i] = random.nextInt(3) == 0 ? 0 : Math.pow(10, random.nextInt(15)) * random.nextDouble();
            variances[i] = random.nextBoolean() ? 0 : random.nextDouble() * 1e20;
        }
        return Values.of(values, variances);
    }

    private Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("interval_bytes", random.nextInt());
        figures.put("samples", random.nextLong());
        figures.put("live_admission", random.nextBoolean() ? 1.0 : random.nextDouble());
        return figures;
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }
}

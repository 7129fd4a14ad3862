package io.oomtrace.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One allocation, which is hardly ever sampled: what the hook costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Allocating {
    private record Point(int x, int y) {}

    private int x = 3;
    private int length = 32;

    @Benchmark
    public Object object() {
        return new Point(x, length);
    }

    @Benchmark
    public byte[] array() {
        return new byte[length];
    }

    /** The compiler keeps the object off the heap, with the agent too. */
    @Benchmark
    public int objectKeptOffTheHeap() {
        Point point = new Point(x, length);
        return point.x() + point.y();
    }

    @Benchmark
    public String text() {
        return new StringBuilder().append(x).append('/').append(length).toString();
    }
}

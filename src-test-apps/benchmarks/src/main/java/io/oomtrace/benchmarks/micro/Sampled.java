package io.oomtrace.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One allocation that is always sampled, on stacks of some depth: what a sample costs the thread that it falls on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Sampled {
    /** So large that, at the interval of {@link MicroCommand}, the chance of not being sampled is nil. */
    private static final int LENGTH = 16 << 10;

    @Param({"1", "50", "500"})
    private int frames;

    @Benchmark
    public byte[] array() {
        return descend(frames);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private byte[] descend(int further) {
        return further == 0 ? new byte[LENGTH] : descend(further - 1);
    }
}

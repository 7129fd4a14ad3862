package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of running the program.
 *
 * @param name as in the table
 * @param jvmArguments what makes it so
 */
record Variant(String name, List<String> jvmArguments) {
    /** Against which the others are compared. */
    static final Variant NONE = new Variant("no agent", List.of());

    /**
     * The peers that run on that JDK, no agent twice, oomtrace in two ways, and where that costs something, an idle
     * agent.
     */
    static List<Variant> all(Installation files, Jdk jdk, Workloads workload) throws IOException, InterruptedException {
        List<Variant> variants = new ArrayList<>();
        variants.add(NONE);
        variants.add(new Variant("no agent again", List.of()));
        if (workload == Workloads.VIRTUAL) { // whose threads the JVM reports to agents, whatever they do
            variants.add(new Variant("an agent that does nothing", List.of("-javaagent:" + files.jar())));
        }
        variants.add(oomtrace("oomtrace", files, ""));
        variants.add(oomtrace("oomtrace exact= on one package", files, ",exact=" + workload.busyPackage()));
        Path library = files.asyncProfiler(jdk);
        variants.add(asyncProfiler("async-profiler alloc=512k", library, "alloc=512k"));
        variants.add(asyncProfiler("async-profiler alloc=512k,live", library, "alloc=512k,live"));
        variants.add(new Variant(
                "JFR allocation samples",
                List.of("-XX:StartFlightRecording:settings=none,jdk.ObjectAllocationSample#enabled=true,"
                        + "jdk.ObjectAllocationSample#throttle=150/s,jdk.ObjectAllocationSample#stackTrace=true")));
        if (jdk.feature() < 25) { // It refuses class files of 25.
            variants.add(
                    new Variant("allocation-instrumenter", List.of("-javaagent:" + files.allocationInstrumenter())));
        }
        return variants;
    }

    private static Variant oomtrace(String name, Installation files, String options) throws IOException {
        return new Variant(name, List.of("-javaagent:" + files.agent() + "=port=0,quiet=on" + options));
    }

    private static Variant asyncProfiler(String name, Path library, String options) {
        return new Variant(name, List.of("-agentpath:" + library + "=start,event=alloc," + options));
    }
}

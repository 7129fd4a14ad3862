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
 * @param jvmArguments what makes it so from the start
 * @param attaching what {@code jcmd} is told to make it so later; nothing where that cannot be
 */
record Variant(String name, List<String> jvmArguments, List<String> attaching) {
    /** Against which the others are compared. */
    static final Variant NONE = none("no agent");

    /** With a plus sign: of the settings called none, each is a new one. */
    private static final String JFR_SETTINGS = "settings=none +jdk.ObjectAllocationSample#enabled=true"
            + " +jdk.ObjectAllocationSample#throttle=150/s +jdk.ObjectAllocationSample#stackTrace=true";

    private static final String LOAD = "JVMTI.agent_load";

    private static Variant none(String name) {
        return new Variant(name, List.of(), List.of());
    }

    boolean isNone() {
        return jvmArguments.isEmpty();
    }

    /** The peers that run on that JDK, no agent twice, an idle agent, and oomtrace in two ways. */
    static List<Variant> all(Launch launch, Installation files, Jdk jdk, Workloads workload)
            throws IOException, InterruptedException {
        List<Variant> variants = new ArrayList<>();
        variants.add(NONE);
        variants.add(none("no agent again"));
        variants.add(javaAgent("an agent that does nothing", files.jar() + "="));
        variants.add(oomtrace("oomtrace", files, ""));
        variants.add(oomtrace("oomtrace exact= on one package", files, ",exact=" + workload.busyPackage()));
        Path library = files.asyncProfiler(jdk);
        variants.add(asyncProfiler("async-profiler alloc=512k", library, "alloc=512k"));
        variants.add(asyncProfiler("async-profiler alloc=512k,live", library, "alloc=512k,live"));
        variants.add(new Variant(
                "JFR allocation samples",
                List.of("-XX:StartFlightRecording:" + JFR_SETTINGS.replace(' ', ',')),
                List.of(("JFR.start " + JFR_SETTINGS).split(" "))));
        if (jdk.feature() < 25 && launch == Launch.STARTED) { // It refuses class files of 25, and to be attached.
            variants.add(new Variant(
                    "allocation-instrumenter", List.of("-javaagent:" + files.allocationInstrumenter()), List.of()));
        }
        return variants;
    }

    private static Variant oomtrace(String name, Installation files, String options) throws IOException {
        return javaAgent(name, files.agent() + "=port=0,quiet=on" + options);
    }

    private static Variant javaAgent(String name, String jarAndOptions) {
        return new Variant(name, List.of("-javaagent:" + jarAndOptions), List.of(LOAD, quoted(jarAndOptions)));
    }

    private static Variant asyncProfiler(String name, Path library, String options) {
        String start = "start,event=alloc," + options;
        return new Variant(
                name,
                List.of("-agentpath:" + library + '=' + start),
                List.of(LOAD, quoted(library.toString()), quoted(start)));
    }

    /** So that {@code jcmd} takes an equals sign for what it is. */
    private static String quoted(String argument) {
        return '"' + argument + '"';
    }
}

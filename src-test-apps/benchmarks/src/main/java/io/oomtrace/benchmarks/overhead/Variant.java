package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One way of running the program.
 *
 * @param name as in the table
 * @param jvmArguments what makes it so from the start
 * @param attaching what makes it so later
 * @param off what ends its recording
 * @param on what has it record again
 */
record Variant(String name, List<String> jvmArguments, Action attaching, Action off, Action on) {
    /** Against which the others are compared. */
    static final Variant NONE = none("no agent");

    /** With a plus sign: of the settings called none, each is a new one. */
    private static final String JFR_SETTINGS = "name=benchmark settings=none +jdk.ObjectAllocationSample#enabled=true"
            + " +jdk.ObjectAllocationSample#throttle=150/s +jdk.ObjectAllocationSample#stackTrace=true";

    private static Variant none(String name) {
        return new Variant(name, List.of(), Action.NOTHING, Action.NOTHING, Action.NOTHING);
    }

    boolean isNone() {
        return jvmArguments.isEmpty();
    }

    /** The peers that run on that JDK, no agent twice, an idle agent, and oomtrace in two ways. */
    static List<Variant> all(Launch launch, Installation files, Jdk jdk, Workloads workload)
            throws IOException, InterruptedException {
        Path library = files.asyncProfiler(jdk);
        List<Variant> variants = new ArrayList<>(List.of(
                NONE,
                none("no agent again"),
                javaAgent("an agent that does nothing", jdk, files.jar() + "=", Action.NOTHING, Action.NOTHING),
                oomtrace("oomtrace", files, jdk, ""),
                oomtrace("oomtrace exact= on one package", files, jdk, ",exact=" + workload.busyPackage()),
                asyncProfiler("async-profiler alloc=512k", jdk, library, "alloc=512k"),
                asyncProfiler("async-profiler alloc=512k,live", jdk, library, "alloc=512k,live"),
                flightRecorder(jdk)));
        if (jdk.feature() < 25) { // It refuses class files of 25, to be attached, and to be switched off.
            variants.add(new Variant(
                    "allocation-instrumenter",
                    List.of("-javaagent:" + files.allocationInstrumenter()),
                    Action.NOTHING,
                    Action.NOTHING,
                    Action.NOTHING));
        }
        variants.removeIf(variant -> !variant.isNone()
                && switch (launch) {
                    case STARTED -> false;
                    case ATTACHED -> variant.attaching() == Action.NOTHING;
                    case SWITCHED -> variant.off() == Action.NOTHING;
                });
        return variants;
    }

    private static Variant oomtrace(String name, Installation files, Jdk jdk, String options) throws IOException {
        int port = freePort();
        URI endpoint = URI.create("http://127.0.0.1:" + port + '/');
        return javaAgent(
                name,
                jdk,
                files.agent() + "=port=" + port + ",quiet=on" + options,
                new Post(endpoint.resolve("stop")),
                new Post(endpoint.resolve("start")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Variant javaAgent(String name, Jdk jdk, String jarAndOptions, Action off, Action on) {
        return new Variant(name, List.of("-javaagent:" + jarAndOptions), load(jdk, jarAndOptions), off, on);
    }

    private static Variant asyncProfiler(String name, Jdk jdk, Path library, String options) {
        String start = "start,event=alloc," + options;
        Action starting = load(jdk, library.toString(), start);
        return new Variant(
                name,
                List.of("-agentpath:" + library + '=' + start),
                starting,
                load(jdk, library.toString(), "stop"),
                starting);
    }

    private static Variant flightRecorder(Jdk jdk) {
        List<String> start = new ArrayList<>(List.of(jdk.tool("jcmd"), Command.PID, "JFR.start"));
        start.addAll(List.of(JFR_SETTINGS.split(" ")));
        return new Variant(
                "JFR allocation samples",
                List.of("-XX:StartFlightRecording:" + JFR_SETTINGS.replace(' ', ',')),
                new Command(start),
                new Command(List.of(jdk.tool("jcmd"), Command.PID, "JFR.stop", "name=benchmark")),
                new Command(start));
    }

    /** With quotes, so that {@code jcmd} takes an equals sign for what it is. */
    private static Action load(Jdk jdk, String... arguments) {
        List<String> words = new ArrayList<>(List.of(jdk.tool("jcmd"), Command.PID, "JVMTI.agent_load"));
        for (String argument : arguments) {
            words.add('"' + argument + '"');
        }
        return new Command(words);
    }
}

package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A JVM for each variant, all alive together. They warm up on all processors, then take turns, one at a time and short:
 * what the machine does in the meantime falls on all of them alike.
 */
record Round(Launch launch, Installation files, Jdk jdk, int warmUpSeconds, int turns, int turnMillis) {
    private static final int WARM_UPS = 5;

    /** Programs whose compilers are not done by then are measured as they are. */
    private static final int MOST_WARM_UPS = 6 * WARM_UPS;

    /** Of the time a program has worked: less, and its compilers are done with what matters. */
    private static final double COMPILED_SHARE = 0.05;

    /**
     * The same for all. With compilation in the background it is chance what a method's profile is when it is compiled,
     * and two JVMs without an agent differ.
     */
    private static final List<String> JVM_ARGUMENTS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Xbatch");

    /** @param variants in the order of their turns */
    Map<Variant, Run> run(Workloads workload, List<Variant> variants) throws IOException, InterruptedException {
        Map<Variant, ForkedJvm> programs = new LinkedHashMap<>();
        Map<Variant, Run> runs = new LinkedHashMap<>();
        try {
            for (Variant variant : variants) {
                ForkedJvm program = start(workload, variant);
                programs.put(variant, program);
                runs.put(variant, new Run(turn(program, 0), new ArrayList<>(), new ArrayList<>()));
            }
            warmUp(List.copyOf(programs.values()));
            if (launch == Launch.ATTACHED) {
                takeTurns(programs, variant -> runs.get(variant).before());
                for (Map.Entry<Variant, ForkedJvm> program : programs.entrySet()) {
                    attach(program.getKey(), program.getValue());
                }
                warmUp(List.copyOf(programs.values()));
            }
            takeTurns(programs, variant -> runs.get(variant).turns());
        } finally {
            for (ForkedJvm program : programs.values()) {
                program.close();
            }
        }
        return runs;
    }

    private void takeTurns(Map<Variant, ForkedJvm> programs, Function<Variant, List<Turn>> results) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<Variant, ForkedJvm> program : programs.entrySet()) {
                results.apply(program.getKey()).add(turn(program.getValue(), turnMillis));
            }
        }
    }

    private void attach(Variant variant, ForkedJvm program) throws IOException, InterruptedException {
        if (!variant.attaching().isEmpty()) {
            List<String> command = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(program.pid())));
            command.addAll(variant.attaching());
            Process attaching =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(attaching.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = said.contains("return code") && !said.contains("return code: 0");
            if (attaching.waitFor() != 0 || refused || said.contains("Warning!")) {
                throw new IOException(variant.name() + " could not be attached: " + said);
            }
        }
    }

    private ForkedJvm start(Workloads workload, Variant variant) throws IOException {
        List<String> jvmArguments = new ArrayList<>(JVM_ARGUMENTS);
        if (launch == Launch.STARTED) {
            jvmArguments.addAll(variant.jvmArguments());
        }
        return ForkedJvm.start(
                jdk,
                files,
                jvmArguments,
                MeasuredProgram.class,
                List.of(workload.name(), files.sources().toString()));
    }

    /**
     * As many at once as there are processors, until the compilers of all of them are done: where a program takes minutes
     * to compile, as one with much code does, what is compared otherwise is how far each has come.
     */
    private void warmUp(List<ForkedJvm> programs) throws IOException {
        int atOnce = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < programs.size(); from += atOnce) {
            List<ForkedJvm> working = programs.subList(from, Math.min(from + atOnce, programs.size()));
            double compiling = 1;
            for (int part = 0; part < WARM_UPS || part < MOST_WARM_UPS && compiling > COMPILED_SHARE; part++) {
                compiling = warmUpPartly(working);
            }
            if (compiling > COMPILED_SHARE) {
                System.err.printf(
                        Locale.ROOT, "measured while %.0f %% of the time are still compilation%n", 100 * compiling);
            }
        }
    }

    /** Returns the part of the time that compilers took, of that program where it was most. */
    private double warmUpPartly(List<ForkedJvm> programs) throws IOException {
        for (ForkedJvm program : programs) {
            program.say(Long.toString(1000L * warmUpSeconds / WARM_UPS));
        }
        double most = 0;
        for (ForkedJvm program : programs) {
            Turn turn = Turn.parse(program.answer(Turn.MARK));
            most = Math.max(most, turn.compilationNanos() / turn.wallNanos());
        }
        return most;
    }

    private static Turn turn(ForkedJvm program, long millis) throws IOException {
        program.say(Long.toString(millis));
        return Turn.parse(program.answer(Turn.MARK));
    }
}

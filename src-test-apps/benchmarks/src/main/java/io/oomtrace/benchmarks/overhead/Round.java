package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
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
record Round(
        Launch launch,
        Installation files,
        Jdk jdk,
        List<String> jvmOptions,
        int warmUpSeconds,
        int turns,
        int turnMillis) {
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
                programs.put(variant, start(workload, variant));
            }
            for (List<Variant> working : atOnce(variants)) {
                List<ForkedJvm> these = working.stream().map(programs::get).toList();
                List<Turn> firsts = together(these, 0);
                for (int i = 0; i < working.size(); i++) {
                    runs.put(working.get(i), new Run(firsts.get(i), new ArrayList<>(), new ArrayList<>()));
                }
            }
            warmUp(List.copyOf(programs.values()));
            switch (launch) {
                case STARTED -> takeTurns(programs, variant -> runs.get(variant).turns());
                case ATTACHED -> {
                    takeTurns(programs, variant -> runs.get(variant).before());
                    for (Map.Entry<Variant, ForkedJvm> program : programs.entrySet()) {
                        program.getKey().attaching().apply(program.getValue().pid());
                    }
                    warmUp(List.copyOf(programs.values()));
                    takeTurns(programs, variant -> runs.get(variant).turns());
                }
                case SWITCHED -> takeTurnsSwitched(programs, runs);
            }
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

    /** Off, on for twice as long, and off: what becomes faster or slower as it runs counts for neither. */
    private void takeTurnsSwitched(Map<Variant, ForkedJvm> programs, Map<Variant, Run> runs)
            throws IOException, InterruptedException {
        for (Map.Entry<Variant, ForkedJvm> program : programs.entrySet()) {
            program.getKey().off().apply(program.getValue().pid());
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Map.Entry<Variant, ForkedJvm> entry : programs.entrySet()) {
                Variant variant = entry.getKey();
                ForkedJvm program = entry.getValue();
                Turn off = turn(program, turnMillis);
                variant.on().apply(program.pid());
                Turn on = turn(program, turnMillis).plus(turn(program, turnMillis));
                variant.off().apply(program.pid());
                runs.get(variant).before().add(off.plus(turn(program, turnMillis)));
                runs.get(variant).turns().add(on);
            }
        }
    }

    private ForkedJvm start(Workloads workload, Variant variant) throws IOException {
        List<String> jvmArguments = new ArrayList<>(JVM_ARGUMENTS);
        jvmArguments.addAll(jvmOptions);
        if (launch != Launch.ATTACHED) {
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
     * Until the compilers of all of them are done: where a program takes minutes to compile, as one with much code does,
     * what is compared otherwise is how far each has come.
     */
    private void warmUp(List<ForkedJvm> programs) throws IOException {
        for (List<ForkedJvm> working : atOnce(programs)) {
            double compiling = 1;
            for (int part = 0; part < WARM_UPS || part < MOST_WARM_UPS && compiling > COMPILED_SHARE; part++) {
                compiling = together(working, 1000L * warmUpSeconds / WARM_UPS).stream()
                        .mapToDouble(turn -> turn.compilationNanos() / turn.wallNanos())
                        .max()
                        .orElseThrow();
            }
            if (compiling > COMPILED_SHARE) {
                System.err.printf(
                        Locale.ROOT, "measured while %.0f %% of the time are still compilation%n", 100 * compiling);
            }
        }
    }

    /** As many as there are processors. */
    private static <T> List<List<T>> atOnce(List<T> all) {
        int processors = Runtime.getRuntime().availableProcessors();
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += processors) {
            parts.add(all.subList(from, Math.min(from + processors, all.size())));
        }
        return parts;
    }

    /** What each of them has done of so many milliseconds, all at the same time. */
    private static List<Turn> together(List<ForkedJvm> programs, long millis) throws IOException {
        for (ForkedJvm program : programs) {
            program.say(Long.toString(millis));
        }
        List<Turn> turns = new ArrayList<>();
        for (ForkedJvm program : programs) {
            turns.add(Turn.parse(program.answer(Turn.MARK)));
        }
        return turns;
    }

    private static Turn turn(ForkedJvm program, long millis) throws IOException {
        return together(List.of(program), millis).get(0);
    }
}

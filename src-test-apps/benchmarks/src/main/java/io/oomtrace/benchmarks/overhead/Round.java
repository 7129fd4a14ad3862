package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM for each variant, all alive together, of which one at a time works: they warm up one after the other, then take
 * turns. What the machine does in the meantime falls on all of them alike.
 */
record Round(Installation files, Jdk jdk, int warmUpSeconds, int turns, int turnMillis) {
    private static final int WARM_UPS = 5;

    /** @param variants in the order of their turns */
    Map<Variant, Run> run(Workloads workload, List<Variant> variants) throws IOException {
        Map<Variant, ForkedJvm> programs = new LinkedHashMap<>();
        Map<Variant, Run> runs = new LinkedHashMap<>();
        try {
            for (Variant variant : variants) {
                ForkedJvm program = start(workload, variant);
                programs.put(variant, program);
                runs.put(variant, new Run(turn(program, 0), new ArrayList<>()));
            }
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                for (ForkedJvm program : programs.values()) {
                    turn(program, 1000L * warmUpSeconds / WARM_UPS);
                }
            }
            for (int turn = 0; turn < turns; turn++) {
                for (Map.Entry<Variant, ForkedJvm> program : programs.entrySet()) {
                    runs.get(program.getKey()).turns().add(turn(program.getValue(), turnMillis));
                }
            }
        } finally {
            for (ForkedJvm program : programs.values()) {
                program.close();
            }
        }
        return runs;
    }

    private ForkedJvm start(Workloads workload, Variant variant) throws IOException {
        List<String> jvmArguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC"));
        jvmArguments.addAll(variant.jvmArguments());
        return ForkedJvm.start(
                jdk,
                files,
                jvmArguments,
                MeasuredProgram.class,
                List.of(workload.name(), files.sources().toString()));
    }

    private static Turn turn(ForkedJvm program, long millis) throws IOException {
        program.say(Long.toString(millis));
        return Turn.parse(program.answer(Turn.MARK));
    }
}

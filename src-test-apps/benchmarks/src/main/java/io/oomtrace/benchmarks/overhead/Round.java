package io.oomtrace.benchmarks.overhead;

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
        Map<Variant, ForkedProgram> programs = new LinkedHashMap<>();
        Map<Variant, Run> runs = new LinkedHashMap<>();
        try {
            for (Variant variant : variants) {
                ForkedProgram program = new ForkedProgram(files, jdk, workload, variant);
                programs.put(variant, program);
                runs.put(variant, new Run(program.turn(0), new ArrayList<>()));
            }
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                for (ForkedProgram program : programs.values()) {
                    program.turn(1000L * warmUpSeconds / WARM_UPS);
                }
            }
            for (int turn = 0; turn < turns; turn++) {
                for (Map.Entry<Variant, ForkedProgram> program : programs.entrySet()) {
                    runs.get(program.getKey()).turns().add(program.getValue().turn(turnMillis));
                }
            }
        } finally {
            for (ForkedProgram program : programs.values()) {
                program.close();
            }
        }
        return runs;
    }
}

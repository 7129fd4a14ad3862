package io.oomtrace.benchmarks.accuracy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The forked program: runs one of {@link KnownPrograms} with the seed it reads, and answers with the truth.
 */
final class KnowingProgram {
    private KnowingProgram() {}

    public static void main(String[] args) throws Exception {
        KnownPrograms program = KnownPrograms.valueOf(args[0]);
        Sites sites = new Sites();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("gc")) {
                System.gc();
                System.out.println("collected");
            } else {
                program.run(sites, new SplittableRandom(Long.parseLong(line)));
                System.out.println("truth" + sites.truth());
            }
        }
    }
}

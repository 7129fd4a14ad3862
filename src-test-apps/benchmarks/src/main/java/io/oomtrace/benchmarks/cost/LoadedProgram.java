package io.oomtrace.benchmarks.cost;

import java.nio.file.Path;

/**
 * The forked program: runs a {@link Load}, says so, and waits for the end of its input. Arguments: load, size,
 * sources.
 */
final class LoadedProgram {
    static final String DONE = "done";

    private LoadedProgram() {}

    public static void main(String[] args) throws Exception {
        Load.valueOf(args[0]).run(Long.parseLong(args[1]), Path.of(args[2]));
        System.out.println(DONE);
        while (System.in.read() >= 0) {
            // Only its end is of interest.
        }
        System.exit(0);
    }
}

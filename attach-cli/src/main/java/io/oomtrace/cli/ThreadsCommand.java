package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace threads}. */
@Command(
        name = "threads",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints which lines start threads and create executors, busiest first.")
final class ThreadsCommand implements Callable<Integer> {
    @Mixin
    SourceOptions source;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(source.answer(Part.THREADS, query));
    }
}

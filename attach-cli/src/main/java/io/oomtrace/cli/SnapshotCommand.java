package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace snapshot}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Prints which lines hold the memory, biggest first.")
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    SourceOptions source;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(source.answer(Part.ALLOCATIONS, query));
    }
}

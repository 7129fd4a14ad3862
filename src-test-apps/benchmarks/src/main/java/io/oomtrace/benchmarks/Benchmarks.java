package io.oomtrace.benchmarks;

import io.oomtrace.benchmarks.accuracy.AccuracyCommand;
import io.oomtrace.benchmarks.attach.AttachCommand;
import io.oomtrace.benchmarks.cost.CostCommand;
import io.oomtrace.benchmarks.micro.MicroCommand;
import io.oomtrace.benchmarks.overhead.OverheadCommand;
import io.oomtrace.benchmarks.pauses.PausesCommand;
import io.oomtrace.benchmarks.queries.QueriesCommand;
import io.oomtrace.benchmarks.start.StartCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the benchmarks: {@code java -jar benchmarks.jar overhead --help}. */
@Command(
        name = "benchmarks",
        description = "Measures what oomtrace costs and how right it is, beside no agent and beside its peers.",
        subcommands = {
            OverheadCommand.class,
            StartCommand.class,
            AttachCommand.class,
            AccuracyCommand.class,
            CostCommand.class,
            PausesCommand.class,
            QueriesCommand.class,
            MicroCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Benchmarks {
    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof IOException) {
                        command.getErr().println("benchmarks: " + failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                })
                .execute(args));
    }
}

package io.oomtrace.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code oomtrace}. Exit code 0: done; 1: could not; 2: asked in a way it does not understand. */
@Command(
        name = "oomtrace",
        description = "Which line of code holds the memory of a JVM, and which line starts its threads.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            ListCommand.class,
            AttachCommand.class,
            SnapshotCommand.class,
            ThreadsCommand.class,
            GrowthCommand.class,
            HistogramCommand.class,
            LargestCommand.class,
            HoldersCommand.class,
            ProfileCommand.class,
            NativeCommand.class,
            DiffCommand.class,
            KeepCommand.class,
            KeptCommand.class,
            DropCommand.class,
            SaveCommand.class,
            ExportCommand.class,
            LinesCommand.class,
            ExactCommand.class,
            StatusCommand.class,
            RecordingCommand.class,
            DepthCommand.class,
            GcCommand.class,
            StopCommand.class,
            GenerateCompletion.class
        },
        footerHeading = "%nFor example:%n",
        footer = {"  oomtrace list", "  oomtrace attach 4711", "  oomtrace snapshot 4711 --by=line --sort=live_bytes"})
public final class Main {
    @Option(names = "--debug", hidden = true, scope = ScopeType.INHERIT, defaultValue = "${env:OOMTRACE_DEBUG:-false}")
    boolean debug;

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new Failures(() -> main.debug));
    }
}

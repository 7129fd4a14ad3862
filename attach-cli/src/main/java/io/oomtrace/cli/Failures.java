package io.oomtrace.cli;

import io.oomtrace.cli.error.CommandFailure;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed; the stack trace is for {@code --debug} or {@code OOMTRACE_DEBUG=true}. */
final class Failures implements IExecutionExceptionHandler {
    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult result) {
        String sentence = error instanceof CommandFailure
                ? error.getMessage()
                : command.getCommandName() + " failed: " + CommandFailure.reason(error)
                        + "; this is a fault of oomtrace, so please report it with the output of --debug";
        command.getErr().println("oomtrace: " + sentence);
        if (debug.getAsBoolean()) {
            error.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}

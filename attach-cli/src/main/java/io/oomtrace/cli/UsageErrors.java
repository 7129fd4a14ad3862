package io.oomtrace.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence, not with a page of usage, what is wrong with the arguments. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        StringBuilder sentence = new StringBuilder("oomtrace: ").append(oneLine(error.getMessage()));
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            sentence.append("; did you mean ")
                    .append(unmatched.getSuggestions().get(0))
                    .append('?');
        } else {
            sentence.append("; see '")
                    .append(command.getCommandSpec().qualifiedName())
                    .append(" --help'");
        }
        command.getErr().println(sentence);
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}

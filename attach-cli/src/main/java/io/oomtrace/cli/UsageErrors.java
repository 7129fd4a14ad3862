package io.oomtrace.cli;

import java.util.Optional;
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
        Optional<String> meant =
                error instanceof UnmatchedArgumentException unmatched ? meant(unmatched) : Optional.empty();
        if (meant.isPresent()) {
            sentence.append("; did you mean ").append(meant.get()).append('?');
        } else {
            sentence.append("; see '")
                    .append(command.getCommandSpec().qualifiedName())
                    .append(" --help'");
        }
        command.getErr().println(sentence);
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** picocli's nearest word, if it begins alike: it takes 'lst' for 'stop'. */
    private static Optional<String> meant(UnmatchedArgumentException unmatched) {
        String begin = begin(unmatched.getUnmatched().get(0));
        return unmatched.getSuggestions().stream()
                .filter(word -> begin(word).equals(begin))
                .findFirst();
    }

    private static String begin(String word) {
        String letters = word.replaceFirst("^-*", "");
        return letters.isEmpty() ? "" : letters.substring(0, 1);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}

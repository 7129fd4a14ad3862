package io.oomtrace.cli.error;

/**
 * A command that cannot do what it was asked, in one sentence: what, why, what to do. Ends the program with exit code 1.
 */
public final class CommandFailure extends RuntimeException {

    /** {@code cannot attach to 4711}, {@code there is no such process}, {@code run 'oomtrace list' …}. */
    public CommandFailure(String what, String why, String whatToDo) {
        this(what, why, whatToDo, null);
    }

    /** The same with the exception that {@code --debug} shows. */
    public CommandFailure(String what, String why, String whatToDo, Throwable cause) {
        super(oneLine(what + ": " + why + "; " + whatToDo), cause);
    }

    /** What is wrong, and a hint, as the endpoint and the queries tell them. */
    public static CommandFailure told(String error, String hint, Throwable cause) {
        String first = error.strip().replaceFirst("[.;]$", "");
        return new CommandFailure(hint.isBlank() ? first : first + "; " + hint.strip(), cause);
    }

    private CommandFailure(String sentence, Throwable cause) {
        super(oneLine(sentence), cause);
    }

    /** The reason in an exception, for the {@code why} of a sentence. */
    public static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}

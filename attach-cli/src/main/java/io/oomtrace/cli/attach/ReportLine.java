package io.oomtrace.cli.attach;

import java.util.Optional;

/** One line of the agent's report on being loaded or stopped. */
public sealed interface ReportLine {
    /** Classes instrumented, or restored, so far. */
    record Progress(long done, long total) implements ReportLine {}

    /** Where the endpoint listens. */
    record Url(String url) implements ReportLine {}

    /** An option that a second load has changed. */
    record Updated(String option) implements ReportLine {}

    /** Something the user should know though the agent runs. */
    record Warning(String text) implements ReportLine {}

    /** The last line of a success. */
    record Done() implements ReportLine {}

    /** The last line of a failure. */
    record Failed(String reason) implements ReportLine {}

    /** Takes a line apart; nothing for one of a newer agent that we do not know. */
    static Optional<ReportLine> parse(String line) {
        int space = line.indexOf(' ');
        String word = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (word) {
            case "progress" -> progress(rest);
            case "url" -> Optional.of(new Url(rest));
            case "updated" -> Optional.of(new Updated(rest));
            case "warning" -> Optional.of(new Warning(rest));
            case "done" -> Optional.of(new Done());
            case "failed" -> Optional.of(new Failed(rest));
            default -> Optional.empty();
        };
    }

    private static Optional<ReportLine> progress(String numbers) {
        return numbers.matches("\\d{1,18} \\d{1,18}")
                ? Optional.of(new Progress(
                        Long.parseLong(numbers.substring(0, numbers.indexOf(' '))),
                        Long.parseLong(numbers.substring(numbers.indexOf(' ') + 1))))
                : Optional.empty();
    }
}

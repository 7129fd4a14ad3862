package io.oomtrace.cli;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Query;
import java.time.Duration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose snapshot to ask, and how. */
final class SourceOptions extends ConnectionOptions {
    @Parameters(
            index = "0",
            paramLabel = "PID|URL|FILE",
            converter = Target.Converter.class,
            description = "A JVM of this machine that runs oomtrace, the URL its agent has printed, or a file that"
                    + " 'oomtrace save' has written.")
    Target target;

    @Option(
            names = "--kept",
            paramLabel = "NAME",
            description = "Ask what 'oomtrace keep' has kept under this name, instead of the program as it is.")
    String kept;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Wait so long, and print what has changed meanwhile instead of what there is.")
    Integer seconds;

    /** The answer as it is to be printed. */
    byte[] answer(Part part, QueryOptions query) {
        if (target instanceof Target.Saved saved) {
            if (kept != null || seconds != null) {
                throw new CommandFailure(
                        "cannot ask " + saved.file() + " for that",
                        "it is one snapshot, keeps no others and does not change",
                        "leave --kept and --seconds");
            }
            return SavedSnapshots.answer(SavedSnapshots.read(saved.file()), part, query.query());
        }
        Query asked = query.query().with("seconds", seconds);
        String path = kept == null ? part.path() : part.pathOf(kept);
        return endpoint((Target.Running) target)
                .patient(Duration.ofSeconds(seconds == null ? 0 : Math.max(0, seconds)))
                .get(path, asked, query.accept());
    }
}

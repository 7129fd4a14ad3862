package io.oomtrace.cli;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Query;
import io.oomtrace.export.HistogramQuestion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oomtrace histogram}. */
@Command(
        name = "histogram",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Prints the classes in the heap by bytes, what they have grown by since the last time, and the line that"
                    + " allocates most of each.",
            "The program stands still while the JVM counts."
        })
final class HistogramCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "PID|URL|FILE",
            converter = Target.Converter.class,
            description = "A JVM of this machine that runs oomtrace, the URL its agent has printed, or a file that"
                    + " 'oomtrace save --histogram' has written.")
    Target target;

    @Mixin
    ConnectionOptions connection;

    @Option(
            names = "--sort",
            paramLabel = "MEASURE",
            description = "bytes, instances, bytes_growth or instances_growth (default: bytes).")
    String sort;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many classes (default: 20).")
    Integer limit;

    @Option(names = "--live", description = "Collect all garbage first, and count what is left.")
    boolean live;

    @Option(
            names = "--since",
            paramLabel = "NAME",
            description = "Growth since 'oomtrace keep --histogram NAME', and not since the last time.")
    String since;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        if (target instanceof Target.Saved saved) {
            return output.print(ofFile(saved));
        }
        Query query = new Query()
                .with("sort", sort)
                .with("limit", limit)
                .with("live", live ? true : null)
                .with("since", since);
        return output.print(connection.endpoint((Target.Running) target), "GET", "histogram", query);
    }

    private byte[] ofFile(Target.Saved saved) {
        if (live || since != null || sort != null && sort.endsWith("_growth")) {
            throw new CommandFailure(
                    "cannot ask " + saved.file() + " for that",
                    "it has one histogram, of when it was saved",
                    "leave --live, --since and growth");
        }
        return SavedSnapshots.histogram(
                SavedSnapshots.read(saved.file()),
                saved.file().toString(),
                () -> new HistogramQuestion(
                        sort == null ? HistogramQuestion.SORTS.get(0) : sort,
                        limit == null ? HistogramQuestion.LIMIT : limit),
                output.format());
    }
}

package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oomtrace diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Prints what has changed, most first, as far as it is more than chance.",
            "Of one program: from a snapshot that it keeps, or some time ago, to another, or to now. Or from a file to"
                    + " another file, or to a program as it is now."
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "PID|URL|FILE",
            converter = Target.Converter.class,
            description = "One that runs, with --from; or two, of which the first is before.")
    List<Target> targets;

    @Option(names = "--from", paramLabel = "NAME", description = "A snapshot that 'oomtrace keep' has kept.")
    String from;

    @Option(names = "--to", paramLabel = "NAME", description = "Another of them (default: now).")
    String to;

    @Option(
            names = "--ago",
            paramLabel = "SECONDS",
            description = "Of one program: live bytes now, and so long ago, as far as its history tells.")
    Integer ago;

    @Option(names = "--threads", description = "Compare threads and executors instead of memory.")
    boolean threads;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        return StandardOutput.print(targets.size() == 1 ? ofOne(targets.get(0)) : ofTwo());
    }

    private byte[] ofOne(Target target) {
        if (!(target instanceof Target.Running running)) {
            throw wrong("A file has to be compared with another file, or with a program");
        }
        if (from != null && ago != null) {
            throw wrong("--from and --ago are two questions");
        }
        if (from == null && ago == null) {
            throw wrong("Missing --from=NAME, --ago=SECONDS, or a second PID, URL or FILE to compare with");
        }
        Query asked = query.query().with("from", from).with("to", to).with("ago", ago);
        return connection.endpoint(running).get(part().diffPath(), asked, query.accept());
    }

    private byte[] ofTwo() {
        if (from != null || to != null || ago != null) {
            throw wrong("--from, --to and --ago are for snapshots of one program");
        }
        return SavedSnapshots.difference(
                connection.capture(targets.get(0), null),
                connection.capture(targets.get(1), null),
                part(),
                query.query());
    }

    private Part part() {
        return threads ? Part.THREADS : Part.ALLOCATIONS;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}

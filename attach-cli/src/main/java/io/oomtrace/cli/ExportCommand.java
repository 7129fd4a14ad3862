package io.oomtrace.cli;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Query;
import io.oomtrace.export.ExportFormat;
import io.oomtrace.export.Format;
import io.oomtrace.jfr.SnapshotRecording;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.QueryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code oomtrace export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Writes what is known of a program in the format of another tool: pprof, flame graphs, speedscope and more.",
            "Of two, what has changed from the first to the second."
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "PID|URL|FILE",
            converter = Target.Converter.class,
            description = "A JVM of this machine that runs oomtrace, the URL its agent has printed, or a file that"
                    + " 'oomtrace save' has written; or two of these.")
    List<Target> targets;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            converter = FormatConverter.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    ExportFormat format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output).")
    Path output;

    @Option(names = "--force", description = "Replace a file that is there.")
    boolean force;

    @Option(names = "--threads", description = "Threads and executors instead of memory.")
    boolean threads;

    @Option(
            names = "--kept",
            paramLabel = "NAME",
            description = "What 'oomtrace keep' has kept under this name, instead of the program as it is.")
    String kept;

    @Mixin
    ConnectionOptions connection;

    @Mixin
    GroupOptions groups;

    @Override
    public Integer call() {
        check();
        byte[] bytes = bytes();
        if (output == null) {
            System.out.writeBytes(bytes);
            System.out.flush();
        } else {
            new NewFile(output, force).write(bytes);
            spec.commandLine().getOut().println("saved to " + output);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private void check() {
        if (kept != null && !(targets.get(0) instanceof Target.Running)) {
            throw wrong("A file is one snapshot and keeps no others: leave --kept");
        }
        if (force && output == null) {
            throw wrong("--force is about the file in --output");
        }
        if (format.answer() == null && output == null && Ansi.AUTO.enabled()) {
            throw wrong("This format is not text: give --output=FILE");
        }
        for (String name : groups.query().parameters().keySet()) {
            if (!format.parameters().contains(name)) {
                throw wrong("--" + name.replace('_', '-') + " says nothing to the format " + format.label());
            }
        }
        if (format == ExportFormat.JFR && (threads || targets.size() > 1)) {
            throw wrong("A recording has all there is, of one moment: leave " + (threads ? "--threads" : "the second"));
        }
    }

    private byte[] bytes() {
        Part part = threads ? Part.THREADS : Part.ALLOCATIONS;
        Capture first = connection.capture(targets.get(0), kept);
        if (format == ExportFormat.JFR) {
            return recording(first);
        }
        if (targets.size() == 1) {
            return format == ExportFormat.PPROF
                    ? SavedSnapshots.profile(first, part, groups.query())
                    : SavedSnapshots.answer(first, part, query());
        }
        Capture second = connection.capture(targets.get(1), null);
        return format == ExportFormat.PPROF
                ? SavedSnapshots.profileOfChanges(first, second, part, groups.query())
                : SavedSnapshots.difference(first, second, part, query());
    }

    private static byte[] recording(Capture capture) {
        try {
            return SnapshotRecording.bytes(capture);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write a recording",
                    CommandFailure.reason(e),
                    "run this on a JDK, with room in the folder for temporary files",
                    e);
        }
    }

    /** Tables have all there is, unless told. */
    private Query query() {
        Query query = groups.query().with("format", format.answer().label());
        boolean table = format.answer() == Format.JSON || format.answer() == Format.CSV;
        return groups.limit == null && table ? query.with("limit", Integer.MAX_VALUE) : query;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** For help and shell completion. */
    static final class Formats extends Words {
        Formats() {
            super(ExportFormat.labels().toArray(String[]::new));
        }
    }

    /** One of {@link ExportFormat#labels()}. */
    static final class FormatConverter implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String name) {
            try {
                return ExportFormat.parse(name);
            } catch (QueryException e) {
                throw new TypeConversionException(
                        "'" + name + "' is none of " + String.join(", ", ExportFormat.labels()));
            }
        }
    }
}

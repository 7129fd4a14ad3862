package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oomtrace save}. */
@Command(
        name = "save",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Saves all that is known of a program to a file, to be asked later and elsewhere.")
final class SaveCommand implements Callable<Integer> {
    /** What the endpoint calls such a file. */
    static final String FILE_TYPE = "application/gzip";

    @Spec
    CommandSpec spec;

    @Mixin
    EndpointOptions endpoint;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Where to; by convention its name ends in " + Target.FILE_ENDING + ".")
    Path file;

    @Option(names = "--kept", paramLabel = "NAME", description = "Save what 'oomtrace keep' has kept under this name.")
    String kept;

    @Option(
            names = "--histogram",
            description = "Save what is in the heap by class, too. The program stands still meanwhile.")
    boolean histogram;

    @Option(names = "--force", description = "Replace a file that is there.")
    boolean force;

    @Override
    public Integer call() {
        if (kept != null && histogram) {
            throw new ParameterException(spec.commandLine(), "--histogram is of now; 'oomtrace keep' takes it, too");
        }
        String path = kept == null ? "snapshot/file" : Part.keptPath(kept) + "/file";
        Query query = new Query().with("histogram", histogram ? true : null);
        byte[] bytes = endpoint.endpoint().get(path, query, FILE_TYPE);
        SavedSnapshots.read(bytes, "what the endpoint sent");
        new NewFile(file, force).write(bytes);
        spec.commandLine().getOut().println("saved to " + file);
        spec.commandLine().getOut().flush();
        return 0;
    }
}

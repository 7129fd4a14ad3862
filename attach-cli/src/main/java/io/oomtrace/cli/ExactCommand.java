package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oomtrace exact}. */
@Command(
        name = "exact",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = {
            "Has every allocation of a class or a package counted from now on, or no longer: 'oomtrace lines' prints them.",
            "Without a class, prints what is counted."
        })
final class ExactCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    EndpointOptions endpoint;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CLASS",
            description = "A class or a package, with what is below it: com.acme.Cache, or com.acme.**.")
    String classes;

    @Option(names = "--method", paramLabel = "NAME", description = "Only this method of the class.")
    String method;

    @Option(names = "--off", description = "Count it no longer.")
    boolean off;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        if (classes == null && (method != null || off)) {
            throw new ParameterException(spec.commandLine(), "Missing CLASS");
        }
        Query query = new Query().with("class", classes).with("method", method);
        return output.print(endpoint, classes == null ? "GET" : off ? "DELETE" : "POST", "exact", query);
    }
}

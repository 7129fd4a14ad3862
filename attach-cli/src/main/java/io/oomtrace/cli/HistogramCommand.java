package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    EndpointOptions endpoint;

    @Option(
            names = "--sort",
            paramLabel = "MEASURE",
            description = "bytes, instances, bytes_growth or instances_growth (default: bytes).")
    String sort;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many classes (default: 20).")
    Integer limit;

    @Option(names = "--live", description = "Collect all garbage first, and count what is left.")
    boolean live;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        Query query = new Query().with("sort", sort).with("limit", limit).with("live", live ? true : null);
        return output.print(endpoint, "GET", "histogram", query);
    }
}

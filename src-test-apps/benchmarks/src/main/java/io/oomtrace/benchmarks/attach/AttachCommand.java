package io.oomtrace.benchmarks.attach;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attaches to a working program with many classes. */
@Command(
        name = "attach",
        description = "Longest stall of a working program with many classes while it is attached to, and how long that"
                + " takes.",
        mixinStandardHelpOptions = true)
public final class AttachCommand implements Callable<Integer> {
    private static final int IDLE_SECONDS = 10;

    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Programs attached to (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--classes", description = "Classes each has loaded (default: ${DEFAULT-VALUE}).")
    private int classes = 10_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        StringBuilder table = new StringBuilder(String.format(
                "Median (lower to upper quartile) of %d programs.%n%n"
                        + "| | classes | longest stall before, ms | longest stall attaching, ms | complete after, s |%n"
                        + "|---|---|---|---|---|%n",
                rounds));
        for (Jdk jdk : common.jdks()) {
            List<Attachment> attachments = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                attachments.add(Attachment.of(jdk, files, classes, IDLE_SECONDS));
                System.err.println(attachments.get(round));
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s |%n",
                    jdk.version(),
                    attachments.get(0).classes(),
                    Quartiles.of(attachments, attachment -> attachment.idleGapSeconds() * 1000)
                            .text(1),
                    Quartiles.of(attachments, attachment -> attachment.gapSeconds() * 1000)
                            .text(1),
                    Quartiles.of(attachments, Attachment::completeSeconds).text(1)));
        }
        common.publish("attach", table + "\n", files);
        return 0;
    }
}

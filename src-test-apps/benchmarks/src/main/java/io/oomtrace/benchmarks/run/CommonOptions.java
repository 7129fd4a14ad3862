package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What can be said to every benchmark. */
public final class CommonOptions {
    @Option(names = "--jdk", description = "Home of a JDK to measure on; may be repeated (default: this one).")
    private List<Path> homes = List.of(Path.of(System.getProperty("java.home")));

    @Option(names = "--write", description = "Also write the result into docs/performance.md.")
    private boolean write;

    /** @throws IOException when one of the folders given is no JDK */
    public List<Jdk> jdks() throws IOException {
        List<Jdk> jdks = new ArrayList<>();
        for (Path home : homes) {
            jdks.add(Jdk.at(home));
        }
        return jdks;
    }

    /**
     * Prints what was measured here and now, and writes it if that was asked for.
     *
     * @param part of the document
     */
    public void publish(String part, String result, Installation files) throws IOException {
        publishAll(part, "Measured on " + Machine.here() + ".\n\n" + result, files);
    }

    /** As {@link #publish}, of a result that says itself where it was measured. */
    public void publishAll(String part, String result, Installation files) throws IOException {
        System.out.println(result);
        if (write) {
            Files.writeString(files.document(), PerformanceDocument.with(part, result, files.document()));
        }
    }
}

package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Query;
import io.oomtrace.export.Format;
import io.oomtrace.export.HistogramQuestion;
import io.oomtrace.export.SnapshotFile;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files are asked without a JVM to talk to. */
class SavedSnapshotsTest {
    @TempDir
    Path folder;

    static Capture capture(double liveBytes) {
        CallStack stack = CallStack.of(
                List.of(
                        new Frame("com.acme.log.Log", "copy", "Log.java", 3),
                        new Frame("com.acme.Cache", "put", "Cache.java", 42)),
                false);
        return new Capture(
                4711,
                List.of("com.acme.log"),
                snapshot("live_bytes", Metric.Unit.BYTES, new Site(stack, "byte[]", "main", Values.exact(liveBytes))),
                snapshot("live", Metric.Unit.COUNT, new Site(stack, "java.lang.Thread", "main", Values.exact(7))),
                new Histogram(
                        Instant.parse("2026-11-01T12:00:00Z"), false, List.of(new Histogram.Count("byte[]", 2, 4096))));
    }

    private static Snapshot snapshot(String metric, Metric.Unit unit, Site site) {
        return new Snapshot(
                Instant.parse("2026-11-01T12:00:00Z"),
                new Engine("jvm", true, Map.of()),
                List.of(),
                List.of(new Metric(metric, unit, false)),
                List.of(site));
    }

    @Test
    void aFileIsAskedAsTheProgramIs() {
        Path file = folder.resolve("a.oomtrace");
        new NewFile(file, false).write(SnapshotFile.write(capture(2048)));
        Capture saved = SavedSnapshots.read(file);
        assertThat(saved).isEqualTo(capture(2048));
        assertThat(text(SavedSnapshots.answer(saved, Part.ALLOCATIONS, new Query().with("format", "csv"))))
                .contains("1,com.acme.Cache.put(Cache.java:42),2048");
        assertThat(text(SavedSnapshots.answer(saved, Part.THREADS, new Query().with("by", "file"))))
                .contains("7  com/acme/Cache.java");
        assertThat(text(SavedSnapshots.difference(saved, capture(4096), Part.ALLOCATIONS, new Query())))
                .contains("+2.0 KiB  2.0 KiB  4.0 KiB  com.acme.Cache.put(Cache.java:42)");
    }

    private static String text(byte[] answer) {
        return new String(answer, UTF_8);
    }

    @Test
    void aFileIsAskedForItsHistogram() throws IOException {
        Supplier<HistogramQuestion> question = () -> new HistogramQuestion("bytes", 1);
        assertThat(text(SavedSnapshots.histogram(capture(2048), "a", question, Format.TEXT)))
                .contains("4.0 KiB          2  byte[]", "com.acme.Cache.put(Cache.java:42)");
        Capture without =
                new Capture(1, List.of(), capture(1).allocations(), capture(1).threads(), null);
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavedSnapshots.histogram(without, "a.oomtrace", question, Format.TEXT))
                .withMessage("cannot print a histogram of a.oomtrace: it was saved without one; save one with"
                        + " 'oomtrace save --histogram'");
        String file = Files.write(folder.resolve("a.oomtrace"), SnapshotFile.write(capture(1)))
                .toString();
        assertThat(Main.commandLine().execute("histogram", file, "--json")).isZero();
        assertThat(Main.commandLine().execute("histogram", file, "--sort=bite")).isEqualTo(1);
        assertThat(Main.commandLine().execute("histogram", file, "--live")).isEqualTo(1);
    }

    @Test
    void aWrongQuestionIsOneSentence() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavedSnapshots.answer(capture(1), Part.ALLOCATIONS, new Query().with("by", "lines")))
                .withMessageStartingWith("Cannot group by=lines; Did you mean line? Valid: line, file");
    }

    @Test
    void whatIsThereIsReplacedOnlyIfForced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.oomtrace"), "mine");
        byte[] bytes = SnapshotFile.write(capture(1));
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new NewFile(file, false).write(bytes))
                .withMessage("cannot write " + file + ": it is there already; give another name, or --force");
        assertThat(file).hasContent("mine");
        new NewFile(file, true).write(bytes);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatIsNoSnapshotIsToldApart() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavedSnapshots.read("<html>".getBytes(UTF_8), "what the endpoint sent"))
                .withMessage("cannot read what the endpoint sent: It is not a snapshot of oomtrace;"
                        + " Give a file saved by oomtrace.");
    }

    @Test
    void whatCannotBeReadIsTold() throws IOException {
        Path missing = folder.resolve("missing.oomtrace");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavedSnapshots.read(missing))
                .withMessage("cannot read " + missing + ": there is no such file; see that its name is right");
        byte[] whole = SnapshotFile.write(capture(1));
        Path cut = Files.write(folder.resolve("cut.oomtrace"), Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SavedSnapshots.read(cut))
                .withMessage("cannot read " + cut + ": It is damaged, or ends too early; Save or copy it again.");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new NewFile(folder.resolve("no/a.oomtrace"), false).write(whole))
                .withMessageContaining("there is no such directory");
    }

    @Test
    void theCommandsAskFiles() throws IOException {
        Path before = Files.write(folder.resolve("before.oomtrace"), SnapshotFile.write(capture(1024)));
        Path after = Files.write(folder.resolve("after.oomtrace"), SnapshotFile.write(capture(4096)));
        for (String[] words : new String[][] {
            {"snapshot", before.toString()},
            {"threads", before.toString(), "--json"},
            {"diff", before.toString(), after.toString()}
        }) {
            CommandLine command = Main.commandLine();
            assertThat(command.execute(words)).isZero();
        }
        assertThat(Main.commandLine().execute("snapshot", before.toString(), "--kept=a"))
                .isEqualTo(1);
    }
}

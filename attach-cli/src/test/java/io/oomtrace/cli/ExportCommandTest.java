package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.export.ExportFormat;
import io.oomtrace.export.SnapshotFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Files in the formats of other tools, out of saved snapshots. */
class ExportCommandTest {
    private static final String STACK = "com.acme.Cache.put:42;com.acme.log.Log.copy:3";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path before;
    private Path after;
    private Path exported;

    @BeforeEach
    void save() throws IOException {
        before = Files.write(folder.resolve("before.oomtrace"), SnapshotFile.write(SavedSnapshotsTest.capture(1024)));
        after = Files.write(folder.resolve("after.oomtrace"), SnapshotFile.write(SavedSnapshotsTest.capture(4096)));
        exported = folder.resolve("exported");
    }

    private int export(Object... words) {
        List<String> arguments = new ArrayList<>(List.of("export"));
        for (Object word : words) {
            arguments.add(word.toString());
        }
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsWritten(ExportFormat format) {
        assertThat(export(before, "--format=" + format.label(), "-o", exported)).isZero();
        assertThat(out.toString()).isEqualTo("saved to " + exported + System.lineSeparator());
        assertThat(exported).isNotEmptyFile();
    }

    @Test
    void whatIsWrittenIsWhatIsAnswered() {
        assertThat(export(after, "--format=collapsed", "--output=" + exported)).isZero();
        assertThat(exported).hasContent(STACK + " 4096");
    }

    @Test
    void twoAreADifference() {
        assertThat(export(before, after, "--format=collapsed", "-o", exported)).isZero();
        assertThat(exported).hasContent(STACK + " 1024 4096");
        assertThat(export(before, after, "--format=flamegraph", "-o", exported, "--force"))
                .isZero();
        assertThat(exported).content().contains("change of live_bytes +3.0 KiB: 1.0 KiB at ");
    }

    @Test
    void threadsAndFiltersAreAsElsewhere() {
        assertThat(export(before, "--format=csv", "--threads", "--by=class", "-o", exported))
                .isZero();
        assertThat(exported).hasContent("rank,class,live\r\n1,com.acme.Cache,7\r\n");
        assertThat(export(before, "--format=collapsed", "--exclude=com.acme.**", "--force", "-o", exported))
                .isZero();
        assertThat(exported).isEmptyFile();
    }

    @Test
    void whatIsThereStays() throws IOException {
        Files.writeString(exported, "mine");
        assertThat(export(before, "--format=json", "-o", exported)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "oomtrace: cannot write " + exported + ": it is there already; give another name, or --force");
        assertThat(exported).hasContent("mine");
    }

    @Test
    void whatAFormatCannotTellIsOneSentence() {
        assertThat(export(before, "--format=flamegraph", "--by=line")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("oomtrace: Flame graphs cannot be grouped by=line;"
                        + " Leave by= out, or ask for by=traceback.");
    }
}

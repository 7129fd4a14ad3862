package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadReportTest {
    @TempDir
    Path folder;

    @Test
    void writesOneLineForEachEvent() throws IOException {
        Path file = Files.createFile(folder.resolve("report"));
        LoadReport report = new LoadReport(file);

        report.progress(100, 700);
        report.warning("two\nlines");
        report.updated("depth=16");
        report.url("http://127.0.0.1:9666/");
        report.failed("for\nthis reason");
        report.done();

        assertThat(file).hasContent("""
                        progress 100 700
                        warning two lines
                        updated depth=16
                        url http://127.0.0.1:9666/
                        failed for this reason
                        done
                        """);
    }

    @Test
    void makesNoFileForAReaderThatHasGone() {
        Path file = folder.resolve("report");

        new LoadReport(file).done();

        assertThat(file).doesNotExist();
    }

    @Test
    void needsNoReader() {
        new LoadReport(null).done();

        assertThat(folder).isEmptyDirectory();
    }
}

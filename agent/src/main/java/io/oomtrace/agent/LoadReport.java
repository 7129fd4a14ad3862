package io.oomtrace.agent;

import io.oomtrace.instrument.Retransformation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells whoever attaches how the load goes, as lines in a file that must exist already: {@code progress DONE TOTAL},
 * {@code url URL}, {@code updated KEY}, {@code warning TEXT}, and at last {@code done} or {@code failed REASON}.
 */
final class LoadReport implements Retransformation.Progress {
    private final Path file;

    /** @param file null when nobody reads */
    LoadReport(Path file) {
        this.file = file;
    }

    @Override
    public void progress(int done, int total) {
        write("progress " + done + " " + total);
    }

    void url(String url) {
        write("url " + url);
    }

    void updated(String what) {
        write("updated " + what);
    }

    void warning(String text) {
        write("warning " + text);
    }

    void done() {
        write("done");
    }

    void failed(String reason) {
        write("failed " + reason);
    }

    private void write(String line) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, line.replace('\n', ' ') + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The reader has gone, and with it the need to report.
        }
    }
}

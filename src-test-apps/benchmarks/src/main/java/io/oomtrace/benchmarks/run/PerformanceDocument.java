package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/performance.md: each benchmark replaces its own part, between two comments. */
final class PerformanceDocument {
    private PerformanceDocument() {}

    /** @throws IOException when the document has no place for that part */
    static String with(String part, String content, Path document) throws IOException {
        String text = Files.readString(document);
        String begin = "<!-- " + part + " -->\n";
        String end = "<!-- end of " + part + " -->";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(document + " lacks the lines " + begin.strip() + " and " + end);
        }
        return text.substring(0, from + begin.length()) + '\n' + content + text.substring(to);
    }
}

package io.oomtrace.incidents.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Parses a text format of nested nodes, one to a line: {@code name: "value"}, or {@code name: "value" {} with its
 * children on the following lines up to a line <code>}</code>.
 */
final class TextFormat {
    private final BufferedReader lines;

    private TextFormat(BufferedReader lines) {
        this.lines = lines;
    }

    /** Adds the nodes of a file to a tree and returns that tree; throws IOException on a line it cannot read. */
    static DataTree parse(Path file, DataTree tree) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            new TextFormat(lines).parseChildren(tree);
        }
        return tree;
    }

    private void parseChildren(DataTree parent) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int start = indentation(line);
            if (line.startsWith("}", start)) {
                return;
            }
            DataTree node = parseNode(line, start);
            parent.add(node);
            if (line.endsWith("{")) {
                parseChildren(node);
            }
        }
    }

    private static DataTree parseNode(String line, int start) throws IOException {
        int colon = line.indexOf(": \"", start);
        int quote = colon + 3;
        int end = line.lastIndexOf('"');
        if (colon < 0 || end < quote) {
            throw new IOException("Not of the form name: \"value\": " + line);
        }
        return new DataTree(line.substring(start, colon), line.substring(quote, end)); // culprit: parse-at-startup #1
    }

    private static int indentation(String line) {
        int start = 0;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return start;
    }
}

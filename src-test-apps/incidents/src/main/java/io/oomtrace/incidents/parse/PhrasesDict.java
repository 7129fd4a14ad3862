package io.oomtrace.incidents.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How phrases are read aloud: one phrase and its reading to a line, with a tab between them. */
final class PhrasesDict {
    private final Map<String, String> readings = new HashMap<>();

    static PhrasesDict load(Path file) throws IOException {
        PhrasesDict dict = new PhrasesDict();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                dict.readings.put(line.substring(0, tab), line.substring(tab + 1)); // culprit: parse-at-startup #3
            }
        }
        return dict;
    }

    int size() {
        return readings.size();
    }

    /** The reading, or the phrase itself when it is not known. */
    String read(String phrase) {
        return readings.getOrDefault(phrase, phrase);
    }
}

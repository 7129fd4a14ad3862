package io.oomtrace.incidents.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models by name, each the text of its parts one after the other. */
final class Models {
    private final Map<String, String> models = new HashMap<>();

    /** Reads the parts of a model in order. Quadratic in the number of parts, as in the report. */
    void load(String name, List<Path> parts) throws IOException {
        String data = "";
        for (Path part : parts) {
            data = data + Files.readString(part); // culprit: parse-at-startup #2
        }
        models.put(name, data);
    }

    int size() {
        return models.size();
    }

    /** Characters of all models. */
    long length() {
        return models.values().stream().mapToLong(String::length).sum();
    }
}

package io.oomtrace.agent;

import io.oomtrace.snapshot.SourceText;
import java.util.List;

/**
 * Where the text of source files is: directories, and jars of sources. Read anew for each answer: somebody edits them.
 * Immutable.
 */
final class SourceFiles {
    private final List<String> places;

    /** @param places directories and jars or zip files; what is not there is passed over */
    SourceFiles(List<String> places) {
        this.places = List.copyOf(places);
    }

    /**
     * @param path {@code com/acme/Cache.java}
     * @return its lines; empty when it is nowhere
     */
    List<String> lines(String path) {
        try (OpenSources open = new OpenSources(places)) {
            return open.lines(path);
        }
    }

    /** The text of lines, until it is closed. */
    SourceText text() {
        return places.isEmpty() ? SourceText.NONE : new OpenSources(places);
    }
}

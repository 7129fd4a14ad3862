package io.oomtrace.cli;

import java.util.Iterator;
import java.util.List;

/** A list of words that picocli can make by itself, as it wants for completion candidates. */
abstract class Words implements Iterable<String> {
    private final List<String> words;

    Words(String... words) {
        this.words = List.of(words);
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }
}

package io.oomtrace.export;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of a {@link TextTable}: its name, and cells as wide as the widest, to the right. A long name is broken at its
 * underscores, so that exact counts do not take the room of their names.
 */
final class Column {
    private static final int LONGEST_UNBROKEN = 11;

    private final String name;
    private final List<String> cells;
    private final List<String> head;
    private final int width;

    Column(String name, List<String> cells) {
        this.name = name;
        this.cells = cells;
        int widest = widest(cells);
        this.head = broken(name, Math.max(widest, LONGEST_UNBROKEN));
        this.width = Math.max(widest, widest(head));
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static List<String> broken(String name, int width) {
        if (name.length() <= width) {
            return List.of(name);
        }
        List<String> lines = new ArrayList<>();
        for (String word : name.split("_")) {
            int last = lines.size() - 1;
            if (last >= 0 && lines.get(last).length() + 1 + word.length() <= width) {
                lines.set(last, lines.get(last) + "_" + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    String name() {
        return name;
    }

    int width() {
        return width;
    }

    /** Lines that the name takes. */
    int headLines() {
        return head.size();
    }

    /** One line of the name, counted from below: 0 is the last. */
    String head(int fromBelow) {
        return right(fromBelow < head.size() ? head.get(head.size() - 1 - fromBelow) : "");
    }

    /** @param row counted from 0 */
    String cell(int row) {
        return right(cells.get(row));
    }

    private String right(String text) {
        return " ".repeat(width - text.length()) + text;
    }
}

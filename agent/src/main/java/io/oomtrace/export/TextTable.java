package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of ranks, figures and keys. The first column is always there, the others as far as they leave room for the
 * keys; names are shortened to the room that is left.
 */
final class TextTable {
    /**
     * @param rank empty for what is not a group
     * @param stack is written below, if it is not null
     * @param source is written below, if it is not empty
     */
    record Row(String rank, String key, CallStack stack, String source) {
        Row(String rank, String key, CallStack stack) {
            this(rank, key, stack, "");
        }

        /** Of the others, and of all. */
        static Row sum(String key) {
            return new Row("", key, null);
        }
    }

    private static final int RANK_WIDTH = 4;
    private static final String GAP = TextPage.INDENT;

    /** Columns give way to a key until it has so much room. */
    private static final int KEY_WIDTH = 48;

    private final SourceText sources;
    private final String keyName;
    private final List<Row> rows;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();
    private final int wanted;
    private int keyWidth = TextPage.WIDTH - RANK_WIDTH - GAP.length();

    TextTable(String keyName, List<Row> rows) {
        this(keyName, rows, SourceText.NONE);
    }

    /** @param sources for the frames of stacks */
    TextTable(String keyName, List<Row> rows, SourceText sources) {
        this.sources = sources;
        this.keyName = keyName;
        this.rows = List.copyOf(rows);
        int longest = rows.stream().mapToInt(row -> row.key.length()).max().orElse(0);
        this.wanted = Math.min(KEY_WIDTH, longest);
    }

    /** @param cells one for each row */
    void add(String name, List<String> cells) {
        Column column = new Column(name, cells);
        if (columns.isEmpty() || keyWidth - GAP.length() - column.width() >= wanted) {
            columns.add(column);
            keyWidth -= GAP.length() + column.width();
        } else {
            hidden.add(name);
        }
    }

    /** The table, a blank line, and which columns had no room. */
    void writeTo(TextPage page) {
        head(page);
        for (int row = 0; row < rows.size(); row++) {
            row(page, row);
        }
        page.line("");
        if (!hidden.isEmpty()) {
            page.prose("not shown for want of room: " + String.join(", ", hidden) + " (format=json has all)");
        }
    }

    private void head(TextPage page) {
        int lines = columns.stream().mapToInt(Column::headLines).max().orElse(1);
        for (int fromBelow = lines - 1; fromBelow >= 0; fromBelow--) {
            StringBuilder head = new StringBuilder(fromBelow == 0 ? "   #" : "    ");
            for (Column column : columns) {
                head.append(GAP).append(column.head(fromBelow));
            }
            page.line(fromBelow == 0 ? head + GAP + keyName : head.toString());
        }
    }

    private void row(TextPage page, int index) {
        Row row = rows.get(index);
        StringBuilder line = new StringBuilder(" ".repeat(Math.max(0, RANK_WIDTH - row.rank.length())));
        line.append(row.rank);
        columns.forEach(column -> line.append(GAP).append(column.cell(index)));
        page.line(line + GAP + new ShortName(keyWidth).of(row.key));
        source(page, row.source);
        if (row.stack != null) {
            stack(page, row.stack);
        }
    }

    /** Beyond the page's width it is cut off: nobody copies it from there. */
    private static void source(TextPage page, String source) {
        if (!source.isEmpty()) {
            String line = " ".repeat(RANK_WIDTH) + GAP + GAP + source.replace('\t', ' ');
            page.line(line.length() <= TextPage.WIDTH ? line : line.substring(0, TextPage.WIDTH - 1) + '…');
        }
    }

    private void stack(TextPage page, CallStack stack) {
        String indent = " ".repeat(RANK_WIDTH + GAP.length());
        ShortName name = new ShortName(TextPage.WIDTH - indent.length());
        for (Frame frame : stack.frames()) {
            page.line(indent + name.of(frame.toString()));
            source(page, sources.of(frame));
        }
        if (stack.truncated()) {
            page.line(indent + "… (deeper than the stacks recorded)");
        }
    }
}

package io.oomtrace.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Puts colours into tables for people; anything else stays as it is. Stateless. */
final class TablePaint {
    /** Of a table of groups, above its ranks. */
    private static final Pattern HEAD = Pattern.compile(" {3}#  .*");

    private static final Pattern ERROR = Pattern.compile(" ± [\\d.,]+");

    /** In a row, the file and the line of a frame, or of one whose name has been shortened. */
    private static final Pattern PLACE = Pattern.compile("\\([^() ]+:\\d+\\)|(?<=[\\w>]):\\d+$");

    private TablePaint() {}

    static String of(String text) {
        String[] lines = text.split("\n", -1);
        int head = 0;
        while (head < lines.length && !HEAD.matcher(lines[head]).matches()) {
            head++;
        }
        if (head == lines.length) {
            return text;
        }
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                lines[i] = i < head
                        ? painted(lines[i], Style.bold)
                        : i == head ? painted(lines[i], Style.underline) : row(lines[i]);
            }
        }
        return String.join("\n", lines);
    }

    private static String row(String line) {
        return painted(ERROR, Style.faint, painted(PLACE, Style.fg_cyan, line));
    }

    private static String painted(Pattern part, IStyle style, String line) {
        return part.matcher(line).replaceAll(found -> Matcher.quoteReplacement(painted(found.group(), style)));
    }

    private static String painted(String text, IStyle style) {
        return style.on() + text + Style.reset.on();
    }
}

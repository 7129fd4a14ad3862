package io.oomtrace.export;

/** Lines of text for a terminal of 100 columns, which prose is broken to. One thread. */
final class TextPage {
    static final int WIDTH = 100;
    static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    /** One line as it is, without blanks at its end. */
    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** Breaks a sentence at blanks, its further lines indented. */
    void prose(String sentence) {
        String rest = sentence;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            if (blank <= INDENT.length()) {
                break;
            }
            line(rest.substring(0, blank));
            rest = INDENT + rest.substring(blank + 1);
        }
        line(rest);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

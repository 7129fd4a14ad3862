package io.oomtrace.export;

import java.util.Collection;
import java.util.Map;

/** Nested maps as lines for people, {@code name: value}, each level indented by two blanks. */
public final class PlainText {
    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    public static String of(Map<String, ?> object) {
        PlainText lines = new PlainText();
        lines.members("", object);
        return lines.text.toString();
    }

    private void members(String indent, Map<?, ?> object) {
        object.forEach((name, value) -> member(indent, name + ":", value));
    }

    private void member(String indent, String name, Object value) {
        if (value instanceof Map<?, ?> object) {
            text.append(indent).append(name).append('\n');
            members(indent + "  ", object);
        } else if (value instanceof Collection<?> array) {
            text.append(indent).append(name).append('\n');
            array.forEach(element -> member(indent + "  ", "-", element));
        } else {
            text.append(indent).append(name).append(' ').append(value == null ? "unknown" : value);
            text.append('\n');
        }
    }
}

package io.oomtrace.export;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Separators;

/**
 * A JSON document, indented for people, with a line feed at its end.
 *
 * <p>Written by Jackson's streaming half alone: data binding would load some hundred classes into the program watched.
 * Buffers are not kept between documents.
 */
public final class JsonDocument {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private JsonDocument() {}

    /** An object of texts, booleans, numbers, nulls, and maps and collections of these; anything else as its text. */
    public static String of(Map<String, ?> object) {
        return write(json -> value(json, object));
    }

    static String write(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), text)) {
            content.accept(json);
        }
        return text.append('\n').toString();
    }

    /** As {@link #write}, for programs: on one line, without a line feed. */
    static String compact(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }

    static void value(JsonGenerator json, Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            object.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                value(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof Collection<?> array) {
            json.writeStartArray();
            array.forEach(element -> value(json, element));
            json.writeEndArray();
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Whole numbers without a point; null for what JSON cannot say: NaN and infinity. */
    static void number(JsonGenerator json, Number number) {
        double value = number.doubleValue();
        if (number instanceof Double || number instanceof Float) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                json.writeNull();
            } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
                json.writeNumber((long) value);
            } else {
                json.writeNumber(value);
            }
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static final class Indented extends ObjectWriteContext.Base {
        private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(TWO_SPACES)
                    .withArrayIndenter(TWO_SPACES);
        }
    }
}

package io.oomtrace.export;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Goes through a JSON document once. Where it is not as it is asked for, there is a {@link RuntimeException}.
 *
 * <p>Read by Jackson's streaming half alone, as {@link JsonDocument} is written.
 */
final class JsonCursor implements AutoCloseable {
    private final JsonParser json;

    JsonCursor(InputStream in) {
        this.json = JsonDocument.FACTORY.createParser(ObjectReadContext.empty(), in);
    }

    /** Goes to the document's value. */
    void begin() {
        json.nextToken();
    }

    /** @param member is called on the value of each, of which it must take the whole */
    void object(Consumer<String> member) {
        expect(JsonToken.START_OBJECT);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            member.accept(name);
        }
        expect(JsonToken.END_OBJECT);
    }

    /** An object of texts, numbers and booleans. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        object(name -> members.put(name, scalar()));
        return members;
    }

    private Object scalar() {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            default -> number();
        };
    }

    /** @param element is called on each, of which it must take the whole */
    <T> List<T> array(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        each(() -> elements.add(element.get()));
        return elements;
    }

    /** @param element takes the whole of each */
    void each(Runnable element) {
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    void enterArray() {
        expect(JsonToken.START_ARRAY);
    }

    void leaveArray() {
        json.nextToken();
        expect(JsonToken.END_ARRAY);
    }

    /** Goes on in an array. Returns false when there is nothing more; then the array has been left. */
    boolean hasNext() {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    int nextInteger() {
        json.nextToken();
        return integer();
    }

    long nextLong() {
        json.nextToken();
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    String nextText() {
        json.nextToken();
        return text();
    }

    boolean nextTruth() {
        json.nextToken();
        return truth();
    }

    double nextDouble() {
        json.nextToken();
        return decimal();
    }

    String text() {
        expect(JsonToken.VALUE_STRING);
        return json.getString();
    }

    int integer() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    double decimal() {
        return json.getDoubleValue();
    }

    boolean truth() {
        return json.getBooleanValue();
    }

    /** A {@link Long}, or a {@link Double} where there is a point; NaN for null. */
    Number number() {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        return json.getDoubleValue();
    }

    /** What {@link #members} has of a number. */
    static double asDouble(Object number) {
        return ((Number) number).doubleValue();
    }

    void skip() {
        json.skipChildren();
    }

    private void expect(JsonToken expected) {
        if (json.currentToken() != expected) {
            throw new IllegalStateException("expected " + expected + " and not " + json.currentToken());
        }
    }

    @Override
    public void close() {
        json.close();
    }
}

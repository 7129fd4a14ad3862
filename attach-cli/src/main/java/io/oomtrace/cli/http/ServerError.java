package io.oomtrace.cli.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the endpoint says is wrong with a request: {@code {"error": …, "hint": …}}; empty where it says nothing. */
record ServerError(String error, String hint) {

    /** Reads a body, which may be anything if something else answers at that address. */
    static ServerError parse(String body) {
        String error = "";
        String hint = "";
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value == JsonToken.VALUE_STRING && name.equals("error")) {
                        error = json.getString();
                    } else if (value == JsonToken.VALUE_STRING && name.equals("hint")) {
                        hint = json.getString();
                    }
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return new ServerError("", "");
        }
        return new ServerError(error, hint);
    }
}

package io.oomtrace.http;

import io.oomtrace.export.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What to answer: the whole body is ready before the first byte is sent. */
record Response(int status, Map<String, String> headers, byte[] body) {
    /** Made beforehand: when it is needed nothing can be made. */
    static final Response OUT_OF_MEMORY = error(
            503, "The heap is full: the answer does not fit.", "Ask again with a smaller limit, or POST /gc first.");

    static Response of(String contentType, String body) {
        return of(200, contentType, body);
    }

    static Response of(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    static Response file(KeptSnapshot kept) {
        return file("application/gzip", kept.fileName(), kept.file());
    }

    /** Of a name for {@code curl -OJ}. */
    static Response file(String contentType, String name, byte[] content) {
        return new Response(200, Map.of("Content-Type", contentType), content)
                .with("Content-Disposition", "attachment; filename=\"" + name + '"');
    }

    static Response error(int status, String error, String hint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", error);
        json.put("hint", hint);
        return new Response(
                status,
                Map.of("Content-Type", "application/json"),
                JsonDocument.of(json).getBytes(StandardCharsets.UTF_8));
    }

    Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}

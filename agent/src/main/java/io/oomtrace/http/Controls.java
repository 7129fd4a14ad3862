package io.oomtrace.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The state of the agent, and what changes it. */
final class Controls {
    private final Target target;
    private final Supplier<Map<String, Object>> ownFigures;

    Controls(Target target, Supplier<Map<String, Object>> ownFigures) {
        this.target = target;
        this.ownFigures = ownFigures;
    }

    Response status(Request request) {
        return request.object(200, this::status);
    }

    Response start(Request request) {
        return control(request, target::start);
    }

    Response stop(Request request) {
        return control(request, target::stop);
    }

    Response reset(Request request) {
        return control(request, target::reset);
    }

    Response gc(Request request) {
        return request.object(200, () -> Map.of("heap_used_bytes", target.gc()));
    }

    private Response control(Request request, Runnable action) {
        return request.object(200, () -> {
            action.run();
            return status();
        });
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>(target.status());
        status.put("http", ownFigures.get());
        return status;
    }
}

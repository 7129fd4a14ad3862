package io.oomtrace.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of the agent, and what changes it. */
final class Controls {
    private static final List<String> DEPTH_NAMES = List.of("frames", "format");
    private static final List<String> EXACT_NAMES = List.of("class", "method", "format");

    private final Target target;
    private final Workers workers;

    Controls(Target target, Workers workers) {
        this.target = target;
        this.workers = workers;
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

    Response resetPeak(Request request) {
        return control(request, target::resetPeak);
    }

    Response depth(Request request) {
        return request.object(200, DEPTH_NAMES, () -> {
            request.one("frames");
            target.depth(request.number("frames", 0));
            return status();
        });
    }

    Response gc(Request request) {
        return request.object(200, () -> Map.of("heap_used_bytes", target.gc()));
    }

    Response exact(Request request) {
        return request.object(200, this::counted);
    }

    Response countExactly(Request request) {
        return request.object(201, EXACT_NAMES, () -> {
            int classes = target.countExactly(request.one("class"), request.optional("method", ""));
            Map<String, Object> counted = new LinkedHashMap<>(counted());
            counted.put("classes_loaded", classes);
            return counted;
        });
    }

    Response stopCounting(Request request) {
        return request.object(200, EXACT_NAMES, () -> {
            target.stopCounting(request.one("class"), request.optional("method", ""));
            return counted();
        });
    }

    private Map<String, Object> counted() {
        return Map.of("exact", target.countedExactly());
    }

    private Response control(Request request, Runnable action) {
        return request.object(200, () -> {
            action.run();
            return status();
        });
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>(target.status());
        status.put("http", workers.figures());
        return status;
    }
}

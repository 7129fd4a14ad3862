package io.oomtrace.http;

import io.oomtrace.export.metrics.MetricsPage;
import java.util.List;
import java.util.Map;

/** What Prometheus is answered. */
final class MetricsAnswers {
    private final Target target;

    MetricsAnswers(Target target) {
        this.target = target;
    }

    Response answer(Request request) {
        request.allowOnly(List.of());
        MetricsPage.Written metrics = target.metrics().write(request.accept(), target::reading);
        return new Response(200, Map.of("Content-Type", metrics.contentType()), metrics.body());
    }
}

package io.oomtrace.http;

import static io.oomtrace.http.ServerClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus gets, by what it says it accepts. */
class MetricsOverHttpTest extends OverHttpTest {
    private static final String OF_PROMETHEUS = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/plain", "text/html,*/*;q=0.8", "application/json"})
    void whoDoesNotAskForOpenMetricsGetsTheTextFormat(String accept) throws Exception {
        HttpResponse<String> response = get("/metrics", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("\n# TYPE oomtrace_line_allocated_bytes_total counter\n")
                .contains("\noomtrace_line_live_bytes{line=\"com.acme.log.Log.copy(Log.java:3)\"} 2048.0\n")
                .doesNotContain("# EOF");
    }

    @Test
    void prometheusGetsOpenMetrics() throws Exception {
        HttpResponse<String> response = get("/metrics", OF_PROMETHEUS);

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body())
                .contains("\n# TYPE oomtrace_line_allocated_bytes counter\n")
                .contains("\n# UNIT oomtrace_line_allocated_bytes bytes\n")
                .endsWith("\n# EOF\n");
    }

    @Test
    void countersGoOnFromOneAnswerToTheNext() throws Exception {
        get("/metrics", "*/*");
        target.more = 1000;

        assertThat(get("/metrics", "*/*").body()).contains("\noomtrace_allocated_bytes_total 13288.0\n");
    }

    @Test
    void itTakesNoParameters() throws Exception {
        HttpResponse<String> misspelt = get("/metrics?limit=5", "*/*");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertError(misspelt, "There is no parameter limit at /metrics.", "It takes none.");
        HttpResponse<String> posted = post("/metrics");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertError(posted, "POST /metrics does nothing.", "Use GET");
    }
}

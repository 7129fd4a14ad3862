package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonDocumentTest {
    @Test
    void writesWhatAStatusHolds() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", "0.1 \"beta\"");
        status.put("pid", 42L);
        status.put("ratio", 0.5);
        status.put("whole", 3.0);
        status.put("unknown", Double.NaN);
        status.put("nothing", null);
        status.put("since", Instant.parse("2026-11-01T12:00:00Z"));
        status.put("own", Map.of("errors", Arrays.asList(1, true)));
        assertThat(JsonDocument.of(status)).isEqualTo("""
                {
                  "version": "0.1 \\"beta\\"",
                  "pid": 42,
                  "ratio": 0.5,
                  "whole": 3,
                  "unknown": null,
                  "nothing": null,
                  "since": "2026-11-01T12:00:00Z",
                  "own": {
                    "errors": [
                      1,
                      true
                    ]
                  }
                }
                """);
    }
}

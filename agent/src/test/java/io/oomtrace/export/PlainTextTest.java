package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void levelsAreIndented() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("version", "0.1.0");
        status.put("own", Map.of("errors", List.of("a", "b")));
        status.put("ratio", null);
        assertThat(PlainText.of(status)).isEqualTo("""
                        version: 0.1.0
                        own:
                          errors:
                            - a
                            - b
                        ratio: unknown
                        """);
    }
}

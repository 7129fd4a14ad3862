package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.LargeObject;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LargestDocumentTest {
    private static final LargestDocument DOCUMENT = new LargestDocument(new LargestReport(
            Snapshots.TAKEN_AT,
            1 << 20,
            3,
            List.of(
                    new LargeObject(site("byte[]", 4), 400_000_016, 400_000_000, LargeObject.UNKNOWN, 1),
                    new LargeObject(site("java.lang.Object[]", 0), 8_000_016, 2_000_000, 1_000_000, 0.63),
                    new LargeObject(site("java.util.ArrayList", 2), 24, LargeObject.UNKNOWN, 500_000, 0.02))));

    private static Site site(String type, int age) {
        return new Site(Reports.SMALL, type, "http-#", age, Values.zero(4));
    }

    @Test
    void text() {
        assertThat(DOCUMENT.text()).isEqualTo("""
                largest arrays and collections that are tracked and live, 3 of 6 of at least 1.0 MiB,
                  2026-11-01T12:00:00Z

                   #      bytes       length   elements  age  tracked  type and thread
                   1  381.5 MiB  400,000,000          –    4    100 %  byte[] on http-#
                      com.acme.Main.main(Main.java:9)
                   2    7.6 MiB    2,000,000  1,000,000    0     63 %  java.lang.Object[] on http-#
                      com.acme.Main.main(Main.java:9)
                   3       24 B            –    500,000    2      2 %  java.util.ArrayList on http-#
                      com.acme.Main.main(Main.java:9)

                tracked: the chance that an object of that size had to be. For each that is found with 50 %, there
                  is about one more that is not.
                """);
    }

    @Test
    void textOfNone() {
        LargestReport none = new LargestReport(Snapshots.TAKEN_AT, 1 << 30, 0, List.of());
        assertThat(new LargestDocument(none).text()).contains("0 of 0 of at least 1.0 GiB", "There is none.");
    }

    @Test
    void json() {
        JsonNode json = JsonMapper.shared().readTree(DOCUMENT.json());
        assertThat(json.at("/min_bytes").asLong()).isEqualTo(1 << 20);
        assertThat(json.at("/others").asInt()).isEqualTo(3);
        assertThat(json.at("/top/0/type").asString()).isEqualTo("byte[]");
        assertThat(json.at("/top/0/length").asInt()).isEqualTo(400_000_000);
        assertThat(json.at("/top/0/elements").isNull()).isTrue();
        assertThat(json.at("/top/0/thread").asString()).isEqualTo("http-#");
        assertThat(json.at("/top/0/traceback/0").asString()).isEqualTo("com.acme.Main.main(Main.java:9)");
        assertThat(json.at("/top/1/elements").asInt()).isEqualTo(1_000_000);
        assertThat(json.at("/top/1/tracked").asDouble()).isEqualTo(0.63);
        assertThat(json.at("/top/2/length").isNull()).isTrue();
        assertThat(json.at("/top/2/age").asInt()).isEqualTo(2);
    }
}

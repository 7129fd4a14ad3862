package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablePaintTest {
    private static final String TABLE = """
            live_bytes by line, top 2 of 7 lines

               #         live_bytes  line
               1  +80.0 ± 2.8 MiB    com.acme.Cache$Entry.put(Cache.java:42)
               2          1.0 KiB    c.a.Main.main:9
                          2.0 KiB    other: 5 lines

            not ranked: 1 line
            """;

    /** Codes of ECMA-48 as words. */
    private static String readable(String painted) {
        return painted.replace("\u001b[0m", "</>")
                .replace("\u001b[1m", "<bold>")
                .replace("\u001b[2m", "<faint>")
                .replace("\u001b[4m", "<line>")
                .replace("\u001b[36m", "<cyan>");
    }

    @Test
    void aTableIsPainted() {
        assertThat(readable(TablePaint.of(TABLE))).isEqualTo("""
                <bold>live_bytes by line, top 2 of 7 lines</>

                <line>   #         live_bytes  line</>
                   1  +80.0<faint> ± 2.8</> MiB    com.acme.Cache$Entry.put<cyan>(Cache.java:42)</>
                   2          1.0 KiB    c.a.Main.main<cyan>:9</>
                              2.0 KiB    other: 5 lines

                not ranked: 1 line
                """);
    }

    @Test
    void nothingElseIs() {
        String json = "{\n  \"key\": \"com.acme.Cache.put(Cache.java:42)\"\n}\n";
        assertThat(TablePaint.of(json)).isEqualTo(json);
        String csv = "rank,line,live_bytes\n1,com.acme.Cache.put(Cache.java:42),5\n";
        assertThat(TablePaint.of(csv)).isEqualTo(csv);
        assertThat(TablePaint.of("")).isEmpty();
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.HeldObjects;
import io.oomtrace.snapshot.HolderChain;
import io.oomtrace.snapshot.HolderReport;
import io.oomtrace.snapshot.ReferenceStep;
import io.oomtrace.snapshot.Snapshots;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HolderDocumentTest {
    private static final HolderChain OF_A_CLASS = new HolderChain(
            "",
            List.of(
                    new ReferenceStep("com.acme.Cache", "ENTRIES", true, 0, 0),
                    new ReferenceStep("java.util.ArrayList", "elementData", false, 0, 0),
                    new ReferenceStep("java.lang.Object[]", "", false, 0, 0)),
            2,
            9,
            10,
            List.of(
                    new HolderChain.TypeCount("byte[]", 5),
                    new HolderChain.TypeCount("char[]", 3),
                    new HolderChain.TypeCount("int[]", 1),
                    new HolderChain.TypeCount("long[]", 1)),
            Reports.SMALL);
    private static final HolderChain OF_A_THREAD = new HolderChain(
            "Threads: Stack Variable, Thread Name: main",
            List.of(new ReferenceStep("com.acme.Buffer", "bytes", false, 0, 0)),
            HolderChain.NO_BRANCH,
            0,
            1,
            List.of(new HolderChain.TypeCount("byte[]", 1)),
            Reports.SMALL);

    private static HolderDocument document(int matching, int unreached, HolderChain... chains) {
        int listed = List.of(chains).stream().mapToInt(HolderChain::objects).sum();
        return new HolderDocument(new HolderReport(
                new HeldObjects(
                        Snapshots.TAKEN_AT, Duration.ofSeconds(60), Duration.ofMillis(27), List.of(), unreached),
                matching,
                List.of(chains),
                matching - listed));
    }

    @Test
    void text() {
        assertThat(document(13, 4, OF_A_CLASS, OF_A_THREAD).text()).isEqualTo("""
                what holds 13 objects, sampled of those allocated in 60 s that live, 2026-11-01T12:00:00Z;
                  references were followed for 27 ms
                No way was found in time to 4 more: give a longer pause=.

                   1  10 of 13: 5 byte[], 3 char[], 1 int[], …
                      static com.acme.Cache.ENTRIES
                      → java.util.ArrayList.elementData
                      → java.lang.Object[] element   ◀ here 9 ways part
                      allocated at
                        com.acme.Main.main, line 9

                   2  1 of 13: 1 byte[]
                      Threads: Stack Variable, Thread Name: main
                      → com.acme.Buffer.bytes
                      allocated at
                        com.acme.Main.main, line 9

                others: 2
                """);
    }

    @Test
    void textOfNone() {
        assertThat(document(0, 0).text()).contains("what holds 0 objects", "There is none:", "longer than 60 s");
    }

    @Test
    void json() {
        JsonNode json = JsonMapper.shared()
                .readTree(document(13, 4, OF_A_CLASS, OF_A_THREAD).json());
        assertThat(json.at("/seconds").asInt()).isEqualTo(60);
        assertThat(json.at("/pause_ms").asInt()).isEqualTo(27);
        assertThat(json.at("/objects").asInt()).isEqualTo(13);
        assertThat(json.at("/unreached").asInt()).isEqualTo(4);
        assertThat(json.at("/others").asInt()).isEqualTo(2);
        JsonNode chain = json.at("/top/0");
        assertThat(chain.at("/objects").asInt()).isEqualTo(10);
        assertThat(chain.at("/types/3/type").asString()).isEqualTo("long[]");
        assertThat(chain.at("/root").asString()).isEmpty();
        assertThat(chain.at("/chain/0/holder").asString()).isEqualTo("com.acme.Cache");
        assertThat(chain.at("/chain/0/field").asString()).isEqualTo("ENTRIES");
        assertThat(chain.at("/chain/0/static").asBoolean()).isTrue();
        assertThat(chain.at("/chain/1/branches").asInt()).isEqualTo(1);
        assertThat(chain.at("/chain/2/branches").asInt()).isEqualTo(9);
        assertThat(chain.at("/traceback/0").asString()).isEqualTo("com.acme.Main.main, line 9");
        assertThat(json.at("/top/1/root").asString()).startsWith("Threads");
    }

    @Test
    void cost() {
        assertThat(HolderDocument.cost(60, 10, 3L << 30))
                .isEqualTo("Flight Recorder is loaded, stays loaded, and samples what is allocated in the next 60 s."
                        + " Then the program stands still: for a full collection of a heap of which 3.0 GiB is in use,"
                        + " and for 10 s at most while references are followed.");
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Snapshots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code file-format-schema.json} of speedscope asks for. */
class SpeedscopeTest {
    private static final Query BY_TRACEBACK = Query.DEFAULT.withBy(GroupBy.TRACEBACK);

    private static JsonNode read(String document) {
        JsonNode file = JsonMapper.shared().readTree(document);
        assertThat(file.at("/$schema").asString()).isEqualTo("https://www.speedscope.app/file-format-schema.json");
        assertThat(file.at("/profiles").valueStream()).isNotEmpty().allSatisfy(profile -> {
            assertThat(profile.at("/type").asString()).isEqualTo("sampled");
            assertThat(profile.at("/samples").size())
                    .isEqualTo(profile.at("/weights").size());
            assertThat(profile.at("/startValue").asLong(-1)).isZero();
            assertThat(profile.at("/endValue").asDouble())
                    .isEqualTo(profile.at("/weights")
                            .valueStream()
                            .mapToDouble(JsonNode::asDouble)
                            .sum());
        });
        return file;
    }

    /** Weights of a profile by {@code root;…;leaf}. */
    private static Map<String, Double> stacks(JsonNode file, int number) {
        JsonNode profile = file.at("/profiles").get(number);
        Map<String, Double> stacks = new LinkedHashMap<>();
        for (int i = 0; i < profile.at("/samples").size(); i++) {
            String stack = profile.at("/samples")
                    .get(i)
                    .valueStream()
                    .map(frame -> file.at("/shared/frames")
                            .get(frame.asInt())
                            .at("/name")
                            .asString())
                    .collect(Collectors.joining(";"));
            stacks.put(stack, profile.at("/weights").get(i).asDouble());
        }
        return stacks;
    }

    private static List<String> names(JsonNode file) {
        return file.at("/profiles")
                .valueStream()
                .map(profile -> profile.at("/name").asString() + " in "
                        + profile.at("/unit").asString())
                .toList();
    }

    @Test
    void eachMetricIsAProfileAndTheSortedOneIsShown() {
        Query query = BY_TRACEBACK.withSort("alloc_bytes");
        JsonNode file = read(Format.SPEEDSCOPE.write(Reports.allocations(query)));
        assertThat(names(file))
                .containsExactly(
                        "live_bytes in bytes", "live_count in none", "alloc_bytes in bytes", "alloc_count in none");
        assertThat(file.at("/activeProfileIndex").asInt()).isEqualTo(2);
        assertThat(file.at("/name").asString()).isEqualTo("oomtrace 2026-11-01T12:00:00Z");
        String collapsed = stacks(file, 2).entrySet().stream()
                .map(stack -> stack.getKey() + ' ' + stack.getValue().longValue() + '\n')
                .collect(Collectors.joining());
        assertThat(collapsed).isEqualTo(Format.COLLAPSED.write(Reports.allocations(query)));
    }

    @Test
    void framesHaveTheirFilesAndLines() {
        JsonNode frame =
                read(Format.SPEEDSCOPE.write(Reports.allocations(BY_TRACEBACK))).at("/shared/frames/1");
        assertThat(frame.at("/name").asString()).isEqualTo("com.acme.Cache.put:42");
        assertThat(frame.at("/file").asString()).isEqualTo("com/acme/Cache.java");
        assertThat(frame.at("/line").asInt()).isEqualTo(42);
    }

    @Test
    void whatWeighsNothingIsLeftOutAndWhatIsBeyondTheLimitIsOneFrame() {
        CallStack cut = CallStack.of(List.of(Snapshots.frame("a.B.c(B.java:1)")), true);
        JsonNode file = read(Format.SPEEDSCOPE.write(BY_TRACEBACK
                .withLimit(2)
                .on(Snapshots.threads()
                        .site(cut, "java.lang.Thread", "main", 2, 2, 0.25, 0)
                        .site(CallStack.EMPTY, "java.lang.Thread", "main", 1, 1, 0, 0)
                        .site(Reports.SMALL, "java.lang.Thread", "main", 0, 1, 0, 0)
                        .build())));
        assertThat(stacks(file, 0))
                .containsExactly(Map.entry("[truncated];a.B.c:1", 2.0), Map.entry("[no_Java_frame]", 1.0));
        assertThat(stacks(file, 1)).hasSize(3).containsEntry("(other: 1 traceback)", 1.0);
        assertThat(stacks(file, 2)).containsExactly(Map.entry("[truncated];a.B.c:1", 0.25));
        assertThat(stacks(file, 3)).isEmpty();
    }

    @Test
    void aDifferenceIsFourProfiles() {
        JsonNode file = read(Format.SPEEDSCOPE.write(BY_TRACEBACK.sideBySide(
                Snapshots.allocations()
                        .site(Reports.PUT, "byte[]", "main", 300, 1, 0, 0)
                        .site(Reports.SMALL, "byte[]", "main", 200, 1, 0, 0)
                        .build(),
                Snapshots.allocations()
                        .site(Reports.PUT, "byte[]", "main", 1000, 1, 0, 0)
                        .build())));
        assertThat(names(file))
                .containsExactly(
                        "live_bytes that came in bytes",
                        "live_bytes that went in bytes",
                        "live_bytes before in bytes",
                        "live_bytes after in bytes");
        assertThat(stacks(file, 0).values()).containsExactly(700.0);
        assertThat(stacks(file, 1)).containsExactly(Map.entry("com.acme.Main.main:9", 200.0));
        assertThat(stacks(file, 2).values()).containsExactly(300.0, 200.0);
        assertThat(stacks(file, 3).values()).containsExactly(1000.0);
    }

    @Test
    void otherGroupingsAreRefused() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Format.SPEEDSCOPE.write(Reports.allocations(Query.DEFAULT)))
                .withMessage("Profiles of speedscope cannot be grouped by=line.");
    }
}

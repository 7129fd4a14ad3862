package io.oomtrace.export.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.export.metrics.TopLines.Shown;
import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Lines are numbered; each look is a minute after the last. */
class TopLinesTest {
    private static final Blame BLAME = new Blame(FrameChoice.BLAME, List.of());
    private static final int MOST = Places.MOST;

    private final TopLines lines = new TopLines("alloc_bytes", List.of("live_bytes"), "");
    private double now;

    @Test
    void thereAreNoMoreThanFortyAndTheOthers() {
        // Those that hold most are others than those that allocate most.
        Map<String, Shown> shown = look("a", 50_000, line -> line, line -> 50_000 - line);

        assertThat(shown).hasSize(2 * MOST + 1).containsKey("other");
        assertThat(shown.get(name(49_999)).counted()).isEqualTo(49_999);
        assertThat(shown.get(name(1)).gauges()[0]).isEqualTo(49_999);
    }

    @Test
    void allOfThemMakeTheWhole() {
        Map<String, Shown> shown = look("a", 1000, line -> 1000 + line, line -> 3 * line);

        assertThat(shown.values().stream().mapToDouble(Shown::counted).sum()).isEqualTo(1000 * 1000 + 999 * 500);
        assertThat(shown.values().stream().mapToDouble(line -> line.gauges()[0]).sum())
                .isEqualTo(3 * 999 * 500);
    }

    @Test
    void aLineThatLeavesAndReturnsHasAllThatItHasCounted() {
        look("a", 30, line -> line == 5 ? 1000 : line < 5 ? 0 : 100, line -> 0);
        assertThat(look("a", 30, line -> line == 5 ? 1000 : 100, line -> 0)).containsKey(name(5));
        // All others allocate so much that it has no place any more, though it goes on.
        IntToDoubleFunction others = line -> line == 5 ? 1500 : 1e6 + 1e6 * line;
        assertThat(look("a", 30, others, line -> 0)).doesNotContainKey(name(5));
        double away = look("a", 30, line -> line == 5 ? 1700 : others.applyAsDouble(line), line -> 0)
                .get("other")
                .counted();

        Map<String, Shown> back = look("a", 30, line -> line == 5 ? 1e9 : others.applyAsDouble(line), line -> 0);
        assertThat(back.get(name(5)).counted()).isEqualTo(1e9);
        // A series that was away begins with all it has, of which rate() takes nothing: what came last is the others'.
        assertThat(back.get("other").counted()).isEqualTo(away + 1e9 - 1700);
    }

    @Test
    void whatWasAllocatedLongAgoGivesWay() {
        look("a", 30, line -> line < MOST ? 1e9 : 0, line -> 0);
        Map<String, Shown> shown = Map.of();
        for (int minute = 1; minute <= 60; minute++) {
            double million = minute * 1e6;
            shown = look("a", 30, line -> line < MOST ? 1e9 : million * line, line -> 0);
        }

        assertThat(shown).containsKey(name(29)).hasSize(MOST + 1);
        assertThat(shown.get(name(29)).counted()).isEqualTo(60 * 29 * 1e6);
    }

    @Test
    void nothingGoesDownWhenTheRecordingBeginsAnew() {
        look("a", 30, line -> 1000 + line, line -> 0);
        Map<String, Shown> before = look("a", 30, line -> 2000 + line, line -> 0);
        Map<String, Shown> after = look("b", 30, line -> 10 + line, line -> 0);

        assertThat(after.get(name(29)).counted())
                .isEqualTo(before.get(name(29)).counted() + 39)
                .isEqualTo(2029 + 39);
        assertThat(after.get("other").counted())
                .isGreaterThan(before.get("other").counted());
    }

    @Test
    void aLineOfWhichNothingIsLeftKeepsItsCounter() {
        look("a", 1, line -> 700, line -> 70);
        assertThat(look("b", 0, line -> 0, line -> 0).get(name(0)).counted()).isEqualTo(700);
        assertThat(look("b", 1, line -> 300, line -> 30).get(name(0)).counted()).isEqualTo(1000);
    }

    @Test
    void whatSurvivesTheBeginningIsNotCountedTwice() {
        TopLines executors = new TopLines(
                "executors_created", List.of("executors_never_shut_down", "executors_live"), "executors_live");
        Shown before = executors.look(executors(10, 9, 4), BLAME, 0L, 0).get(0);
        // Six of ten have ended; a reset keeps the other four, and one more is created.
        Shown after = executors.look(executors(5, 4, 5), BLAME, 1L, 60).get(0);

        assertThat(before.counted()).isEqualTo(10);
        assertThat(before.gauges()).containsExactly(9, 4);
        assertThat(after.counted()).isEqualTo(11);
    }

    @Test
    void countersNeverGoDownWhateverHappens() {
        Random random = new Random(3);
        Map<String, Double> before = new HashMap<>();
        double[] counts = new double[200];
        double all = 0;
        int recording = 0;
        for (int look = 0; look < 500; look++) {
            for (int line = 0; line < counts.length; line++) {
                double growth = random.nextInt(50) == 0 ? random.nextInt(1_000_000) : random.nextInt(10);
                counts[line] += growth;
                all += growth;
            }
            Map<String, Shown> shown = look("" + recording, 200, line -> counts[line], line -> random.nextInt(1000));
            assertThat(shown).hasSizeLessThanOrEqualTo(2 * MOST + 1);
            shown.forEach((line, now) ->
                    assertThat(now.counted()).as(line).isGreaterThanOrEqualTo(before.getOrDefault(line, 0.0)));
            shown.forEach((line, now) -> before.put(line, now.counted()));
            assertThat(shown.get("other").counted()).isLessThanOrEqualTo(all);
            if (random.nextInt(20) == 0) {
                recording++;
                Arrays.fill(counts, 0);
            }
        }
    }

    @Test
    void seriesThatGoOnGrowByAllThatIsAllocated() {
        Random random = new Random(4);
        double[] counts = new double[200];
        Map<String, Shown> before = look("a", 200, line -> 0, line -> 0);
        for (int look = 0; look < 200; look++) {
            double grown = 0;
            for (int line = 0; line < counts.length; line++) {
                double growth = random.nextInt(1000) * (line % 50 == look / 10 ? 1000 : 1);
                counts[line] += growth;
                grown += growth;
            }
            Map<String, Shown> shown = look("a", 200, line -> counts[line], line -> 0);
            assertThat(growth(before, shown)).isCloseTo(grown, within(1e-3));
            before = shown;
        }
    }

    @Test
    void onlySomeLinesAreRememberedWhenTheRecordingBeginsAnew() {
        look("a", 5000, line -> line, line -> 5000 - line);
        assertThat(lines.size()).isEqualTo(5000);
        look("b", 10, line -> line, line -> 0);

        assertThat(lines.size()).isLessThanOrEqualTo(2 * MOST + 10);
    }

    @Test
    void namesAreBlamedAndSitesOfALineAddedUp() {
        Snapshot snapshot = Snapshots.allocations()
                .site(stack(1, "java.util.Arrays.copyOf(Arrays.java:9)"), "byte[]", "main", 0, 0, 10, 1)
                .site(stack(1), "int[]", "other", 0, 0, 20, 1)
                .living(stack(1), "int[]", "other", 3, 7, 1)
                .build();
        List<Shown> shown = lines.look(snapshot, BLAME, "a", 0);

        assertThat(shown).hasSize(2);
        assertThat(shown.get(0).line()).isEqualTo(name(1));
        assertThat(shown.get(0).counted()).isEqualTo(30);
        assertThat(shown.get(0).gauges()).containsExactly(7);
    }

    private static double growth(Map<String, Shown> before, Map<String, Shown> after) {
        return after.entrySet().stream()
                .filter(line -> before.containsKey(line.getKey()))
                .mapToDouble(line ->
                        line.getValue().counted() - before.get(line.getKey()).counted())
                .sum();
    }

    private Map<String, Shown> look(
            String recording, int number, IntToDoubleFunction allocated, IntToDoubleFunction live) {
        Snapshots snapshot = Snapshots.allocations();
        for (int line = 0; line < number; line++) {
            snapshot.site(stack(line), "byte[]", "main", 0, 0, allocated.applyAsDouble(line), 1);
            snapshot.living(stack(line), "byte[]", "main", 1, live.applyAsDouble(line), 1);
        }
        now += 60;
        Map<String, Shown> byLine = new HashMap<>();
        for (Shown shown : lines.look(snapshot.build(), BLAME, recording, now)) {
            assertThat(byLine.put(shown.line(), shown)).isNull();
        }
        return byLine;
    }

    private static Snapshot executors(double created, double neverShutDown, double live) {
        return Readings.threads()
                .site(stack(1), "java.util.concurrent.ThreadPoolExecutor", "main", 0, 0, neverShutDown, created, live)
                .build();
    }

    private static CallStack stack(int line, String... above) {
        String[] frames = Arrays.copyOf(above, above.length + 1);
        frames[above.length] = name(line);
        return Snapshots.stack(frames);
    }

    private static String name(int line) {
        return "com.acme.Cache.put(Cache.java:" + line + ")";
    }
}

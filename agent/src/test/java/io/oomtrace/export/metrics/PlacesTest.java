package io.oomtrace.export.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.export.metrics.Places.Candidate;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Snapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int OTHERS = 50;

    private final Places places = new Places();

    @Test
    void theHeaviestGetThem() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            candidates.add(candidate(i, i, 0));
        }
        Collections.shuffle(candidates, new Random(1));

        assertThat(places.choose(candidates))
                .hasSize(Places.MOST)
                .allMatch(line -> line.line() >= OTHERS - Places.MOST);
    }

    @Test
    void whatIsNothingGetsNone() {
        assertThat(places.choose(List.of(candidate(1, 0, 0), candidate(2, 1, 0))))
                .containsExactly(line(2));
    }

    @Test
    void whoeverIsALittleMoreWaits() {
        places.choose(taken(100));

        assertThat(places.choose(with(taken(100), candidate(77, 124, 0)))).doesNotContain(line(77));
        assertThat(places.choose(with(taken(100), candidate(77, 125, 0)))).contains(line(77));
    }

    @Test
    void whoeverMayBeMoreByChanceWaits() {
        places.choose(taken(100));

        assertThat(places.choose(with(taken(100), candidate(77, 300, 201)))).doesNotContain(line(77));
        assertThat(places.choose(with(taken(100), candidate(77, 300, 199)))).contains(line(77));
    }

    @Test
    void whoeverIsGoneStaysUntilSomebodyComes() {
        places.choose(taken(100));

        assertThat(places.choose(List.of())).hasSize(Places.MOST);
        assertThat(places.choose(List.of(candidate(77, 1, 0))))
                .hasSize(Places.MOST)
                .contains(line(77));
    }

    @Test
    void theLightestMakesRoom() {
        List<Candidate> candidates = taken(100);
        places.choose(candidates);
        candidates.set(7, candidate(7, 90, 0));

        assertThat(places.choose(with(candidates, candidate(77, 1000, 0)))).doesNotContain(line(7));
    }

    @Test
    void thoseAlikeDoNotChangePlaces() {
        Random random = new Random(2);
        Set<Frame> before = places.choose(noisy(random));
        for (int look = 0; look < 1000; look++) {
            assertThat(places.choose(noisy(random))).isEqualTo(before);
        }
    }

    /** As many lines again as there are places, each within a tenth of the others. */
    private static List<Candidate> noisy(Random random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 2 * Places.MOST; i++) {
            candidates.add(candidate(i, 1000 + random.nextInt(100), 0));
        }
        return candidates;
    }

    private static List<Candidate> taken(double value) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < Places.MOST; i++) {
            candidates.add(candidate(i, value, 0));
        }
        return candidates;
    }

    private static List<Candidate> with(List<Candidate> candidates, Candidate one) {
        List<Candidate> more = new ArrayList<>(candidates);
        more.add(one);
        return more;
    }

    private static Candidate candidate(int number, double value, double error) {
        return new Candidate(line(number), value, error);
    }

    private static Frame line(int number) {
        return Snapshots.frame("com.acme.Cache.put(Cache.java:" + number + ")");
    }
}

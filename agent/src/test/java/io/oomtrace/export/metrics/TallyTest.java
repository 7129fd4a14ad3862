package io.oomtrace.export.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void goesUpWithWhatItFollows() {
        assertThat(tally.follow(3)).isEqualTo(3);
        assertThat(tally.follow(10)).isEqualTo(7);
        assertThat(tally.value()).isEqualTo(10);
    }

    @Test
    void staysWhereItIsWhileThatIsCorrected() {
        tally.follow(105);
        assertThat(tally.follow(100)).isZero();
        assertThat(tally.value()).isEqualTo(105);
        assertThat(tally.follow(110)).isEqualTo(5);
        assertThat(tally.value()).isEqualTo(110);
    }

    @Test
    void goesOnWhenThatBeginsAnew() {
        tally.follow(100);
        tally.beginAnew(0);
        assertThat(tally.value()).isEqualTo(100);
        assertThat(tally.follow(300)).isEqualTo(300);
        assertThat(tally.value()).isEqualTo(400);
    }

    @Test
    void doesNotCountAgainWhatThatBeginsWith() {
        tally.follow(10);
        tally.beginAnew(4);
        assertThat(tally.value()).isEqualTo(10);
        assertThat(tally.follow(6)).isEqualTo(2);
        assertThat(tally.value()).isEqualTo(12);
    }
}

package io.oomtrace.incidents.timingwheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
    private final TimingWheel wheel = new TimingWheel(4, Runnable::run);
    private final List<String> done = new ArrayList<>();

    @Test
    void runsATaskInTheTickItIsDue() {
        wheel.schedule(() -> done.add("one"), 10);
        wheel.schedule(() -> done.add("two"), 11);

        wheel.turn();
        assertThat(done).containsExactly("one");
        wheel.turn();
        assertThat(done).containsExactly("one", "two");
    }

    @Test
    void aTaskFurtherAwayThanTheWheelIsLargeWaitsForItsRound() {
        wheel.schedule(() -> done.add("nine"), 90);

        turn(8);
        assertThat(done).isEmpty();
        wheel.turn();
        assertThat(done).containsExactly("nine");
        turn(8);
        assertThat(done).hasSize(1);
    }

    @Test
    void aFullTurnOfTheWheelIsNotMistakenForNow() {
        wheel.schedule(() -> done.add("four"), 40);

        turn(3);
        assertThat(done).isEmpty();
        wheel.turn();
        assertThat(done).containsExactly("four");
    }

    @Test
    void nothingRunsOnceItIsStopped() {
        wheel.schedule(() -> done.add("one"), 10);
        wheel.stop();

        turn(4);

        assertThat(done).isEmpty();
    }

    private void turn(int times) {
        for (int i = 0; i < times; i++) {
            wheel.turn();
        }
    }
}

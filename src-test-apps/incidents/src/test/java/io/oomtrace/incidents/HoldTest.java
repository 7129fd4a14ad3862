package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oomtrace.incidents.oomkill.OomKill;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HoldTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Hold hold = new Hold(new PrintStream(out), 0);

    @Test
    void theReadyLineIsPrintedOnceOnly() {
        hold.ready(new OomKill(), "port=1");

        assertThat(out)
                .hasToString("ready oom-kill pid=" + ProcessHandle.current().pid() + " port=1\n");
        assertThatThrownBy(() -> hold.ready(new OomKill(), "port=1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theEndOfTheInputEndsIt() throws InterruptedException {
        assertThat(hold.await(1)).isFalse();
        hold.endWith(new ByteArrayInputStream("what is typed does not matter\n".getBytes()));

        hold.await();

        assertThat(hold.exitCode()).isZero();
    }

    @Test
    void theTimeToHoldEndsIt() throws InterruptedException {
        Hold limited = new Hold(new PrintStream(out), 1);

        limited.await();

        assertThat(limited.exitCode()).isZero();
    }

    @Test
    void itEndsWithTheGivenExitCode() throws InterruptedException {
        hold.end(137);

        hold.await();

        assertThat(hold.exitCode()).isEqualTo(137);
    }
}

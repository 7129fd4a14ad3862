package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter text = new StringWriter();

    @Test
    void overwritesItselfOnATerminal() {
        ProgressLine line = new ProgressLine(new PrintWriter(text), "instrumented", true);
        line.show(1, 20);
        line.show(20, 20);
        line.end();
        line.end();
        assertThat(text).hasToString("\rinstrumented 1 of 20 classes\rinstrumented 20 of 20 classes\n");
    }

    @Test
    void isOneLineInAFile() {
        ProgressLine line = new ProgressLine(new PrintWriter(text), "restored", false);
        line.show(1, 20);
        line.show(20, 20);
        line.end();
        assertThat(text).hasToString("restored 20 of 20 classes\n");
    }
}

package io.oomtrace.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportLineTest {
    @Test
    void knowsTheSixLines() {
        assertThat(ReportLine.parse("progress 12 610")).contains(new ReportLine.Progress(12, 610));
        assertThat(ReportLine.parse("url http://127.0.0.1:9666/"))
                .contains(new ReportLine.Url("http://127.0.0.1:9666/"));
        assertThat(ReportLine.parse("updated depth=32")).contains(new ReportLine.Updated("depth=32"));
        assertThat(ReportLine.parse("warning unknown option detph"))
                .contains(new ReportLine.Warning("unknown option detph"));
        assertThat(ReportLine.parse("done")).contains(new ReportLine.Done());
        assertThat(ReportLine.parse("failed no room")).contains(new ReportLine.Failed("no room"));
    }

    @Test
    void skipsWhatItDoesNotKnow() {
        assertThat(ReportLine.parse("")).isEmpty();
        assertThat(ReportLine.parse("phase linking")).isEmpty();
        assertThat(ReportLine.parse("progress")).isEmpty();
        assertThat(ReportLine.parse("progress many 3")).isEmpty();
    }
}

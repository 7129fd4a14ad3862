package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a profile has no other room for: by what its values were measured, and how much of all they cover. */
record ProfileComments(Snapshot snapshot) {
    private static final String INTERVAL = "interval_bytes";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Number interval = snapshot.engine().figures().get(INTERVAL);
        lines.add("oomtrace: engine " + snapshot.engine().name()
                + (interval == null ? "" : ", " + INTERVAL + " " + interval + ", values are estimates"));
        for (Coverage coverage : snapshot.coverage()) {
            if (!Double.isNaN(coverage.ratio())) {
                lines.add(String.format(
                        Locale.ROOT,
                        "oomtrace: coverage of %s %.1f %% (%s)",
                        coverage.metric(),
                        100 * coverage.ratio(),
                        coverage.source()));
            }
        }
        return lines;
    }
}

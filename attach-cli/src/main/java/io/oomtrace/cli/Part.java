package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Snapshot;
import java.net.URLEncoder;
import java.util.function.Function;

/** What of a capture a question is about, and where the endpoint answers it. */
enum Part {
    ALLOCATIONS("snapshot", "", Capture::allocations),
    THREADS("threads", "/threads", Capture::threads);

    private final String path;
    private final String suffix;
    private final Function<Capture, Snapshot> part;

    Part(String path, String suffix, Function<Capture, Snapshot> part) {
        this.path = path;
        this.suffix = suffix;
        this.part = part;
    }

    String path() {
        return path;
    }

    String pathOf(String kept) {
        return keptPath(kept) + suffix;
    }

    String diffPath() {
        return "diff" + suffix;
    }

    Snapshot of(Capture capture) {
        return part.apply(capture);
    }

    /** {@code snapshots/NAME}. */
    static String keptPath(String name) {
        return "snapshots/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}

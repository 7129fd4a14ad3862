package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.export.pprof.ProfileType;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Snapshot;
import java.net.URLEncoder;
import java.util.function.Function;

/** What of a capture a question is about, and where the endpoint answers it. */
enum Part {
    ALLOCATIONS("snapshot", "", Capture::allocations, ProfileType.HEAP),
    THREADS("threads", "/threads", Capture::threads, ProfileType.THREADCREATE);

    private final String path;
    private final String suffix;
    private final Function<Capture, Snapshot> part;
    private final ProfileType profile;

    Part(String path, String suffix, Function<Capture, Snapshot> part, ProfileType profile) {
        this.path = path;
        this.suffix = suffix;
        this.part = part;
        this.profile = profile;
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

    /** What pprof calls it. */
    ProfileType profile() {
        return profile;
    }

    /** {@code snapshots/NAME}. */
    static String keptPath(String name) {
        return "snapshots/" + URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}

package io.oomtrace.http;

import io.oomtrace.export.Question;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Profiles of the next seconds, asked as snapshots are. */
final class TimedProfiles {
    private static final int SECONDS = 10;
    private static final int MOST_SECONDS = 300;
    private static final List<String> NAMES = List.of("event", "seconds");

    private final Target target;
    private final Pauses pauses;

    TimedProfiles(Target target, Pauses pauses) {
        this.target = target;
        this.pauses = pauses;
    }

    /** Nothing is recorded, nor waited for, before the question is known to be one. */
    Response profile(Request request) {
        Question question = request.question(NAMES).withBlameSkip(target.blameSkip());
        ProfileEvent event = ProfileEvent.parse(request.optional("event", ProfileEvent.CPU.label()));
        int seconds = seconds(request.optional("seconds", Integer.toString(SECONDS)));
        question.on(empty(event));
        return Response.of(question.format().contentType(), question.on(take(event, seconds), target::sources));
    }

    /** What is seen in the next seconds. */
    Snapshot take(ProfileEvent event, int seconds) {
        try (ProfileWatch watch = target.profile(event)) {
            pauses.pass(seconds);
            return watch.end();
        }
    }

    private static Snapshot empty(ProfileEvent event) {
        return new Snapshot(Instant.now(), new Engine("", true, Map.of()), List.of(), event.metrics(), List.of());
    }

    /** @throws ControlException 400 when it is not a number of seconds to profile */
    static int seconds(String text) {
        if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= MOST_SECONDS) {
            return Integer.parseInt(text);
        }
        throw new ControlException(
                400,
                "seconds=" + text + " is not a time to profile.",
                "Give a whole number from 1 to " + MOST_SECONDS + ".");
    }
}

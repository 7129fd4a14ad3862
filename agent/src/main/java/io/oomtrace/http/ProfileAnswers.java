package io.oomtrace.http;

import io.oomtrace.export.pprof.PprofProfile;
import io.oomtrace.export.pprof.ProfileText;
import io.oomtrace.export.pprof.ProfileType;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.ProfileEvent;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.SiteChanges;
import io.oomtrace.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /debug/pprof/} as Go's {@code net/http/pprof} answers it, so that what asks Go programs can ask this one: paths,
 * {@code seconds}, {@code gc} and {@code debug}, headers, and the words of its errors. What it takes besides are the
 * patterns of {@code /snapshot}; what it does not know is an error here, too, where Go would pass over it.
 */
final class ProfileAnswers {
    static final String ROOT = "/debug/pprof/";

    /** In {@code /debug/pprof/NAME}. */
    private static final int NAME = 3;

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private static final String INVALID_SECONDS = "invalid value for \"seconds\" - must be a positive integer";

    /** As in Go. */
    private static final int CPU_SECONDS = 30;

    /** Go has counted since the start; those who ask for that do not wait for long. */
    private static final int LOCK_SECONDS = 5;

    private static final List<String> FILTER_NAMES =
            List.of("include", "exclude", "all_frames", "type", "exclude_type", "thread", "exclude_thread", "frame");

    private static final List<String> THREAD_NAMES = with(FILTER_NAMES, "debug", "seconds");
    private static final List<String> SPAWN_NAMES = with(THREAD_NAMES, "snapshot");
    private static final List<String> MEMORY_NAMES = with(SPAWN_NAMES, "gc", "min_age");

    private final Target target;
    private final Pauses pauses;
    private final TimedProfiles profiles;

    ProfileAnswers(Target target, Pauses pauses, TimedProfiles profiles) {
        this.target = target;
        this.pauses = pauses;
        this.profiles = profiles;
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(names);
        return List.copyOf(all);
    }

    /** In the form in which {@code go tool pprof} shows it: text, and a header that says that it is for people. */
    static Response error(int status, String error, String hint) {
        return Response.of(status, TEXT, error + '\n' + hint + '\n').with("X-Go-Pprof", "1");
    }

    /** Links on the index are relative to it. */
    Response redirect(Request request) {
        request.allowOnly(List.of());
        return Response.of(301, HTML, "<a href=\"" + ROOT + "\">Moved Permanently</a>.\n\n")
                .with("Location", ROOT);
    }

    Response index(Request request) {
        request.allowOnly(List.of());
        ProfileIndex index = new ProfileIndex(target);
        return request.wantsPlainText() ? Response.of(TEXT, index.text()) : Response.of(HTML, index.html());
    }

    Response profile(Request request) {
        String name = request.segment(NAME);
        return switch (name) {
            case "block" -> timed(request, ProfileType.BLOCK, ProfileEvent.LOCK, LOCK_SECONDS);
            case "mutex" -> timed(request, ProfileType.MUTEX, ProfileEvent.LOCK, LOCK_SECONDS);
            case "profile" -> timed(request, ProfileType.PROFILE, ProfileEvent.CPU, CPU_SECONDS);
            case "allocs" -> memory(request, ProfileType.ALLOCS);
            case "goroutine" -> snapshot(request, ProfileType.GOROUTINE, THREAD_NAMES, target::liveThreads);
            case "heap" -> memory(request, ProfileType.HEAP);
            case "threadcreate" ->
                snapshot(
                        request,
                        ProfileType.THREADCREATE,
                        SPAWN_NAMES,
                        keptOr(request, Capture::threads, target::threads));
            case "threads" -> snapshot(request, ProfileType.THREADS, THREAD_NAMES, target::liveThreads);
            default ->
                throw new ControlException(404, "Unknown profile", new NearestName(ProfileIndex.NAMES).hint(name));
        };
    }

    /** Of the next seconds; in text, too, for nothing is told that went on before. */
    private Response timed(Request request, ProfileType type, ProfileEvent event, int otherwise) {
        request.allowOnly(THREAD_NAMES);
        Query query = query(request);
        boolean text = request.number("debug", 0) != 0;
        int seconds;
        try {
            seconds = TimedProfiles.seconds(request.optional("seconds", Integer.toString(otherwise)));
        } catch (ControlException e) {
            throw new ControlException(e.status(), INVALID_SECONDS, e.hint());
        }
        Snapshot kept = query.kept(profiles.take(event, seconds));
        return text
                ? Response.of(TEXT, new ProfileText(type, kept).write())
                : file(type.name(), new PprofProfile(type, kept, Duration.ofSeconds(seconds)));
    }

    private Response memory(Request request, ProfileType type) {
        return snapshot(request, type, MEMORY_NAMES, keptOr(request, Capture::allocations, target::allocations));
    }

    /** Of a snapshot that was kept, if one is named. */
    private Supplier<Snapshot> keptOr(Request request, Function<Capture, Snapshot> part, Supplier<Snapshot> now) {
        if (!request.has("snapshot")) {
            return now;
        }
        for (String name : List.of("seconds", "gc")) {
            if (request.has(name)) {
                throw new ControlException(
                        400, "A snapshot that is kept does not change.", "Leave " + name + "= out, or snapshot=.");
            }
        }
        return () -> part.apply(target.kept().capture(request.one("snapshot")));
    }

    /** Nothing is looked at, nor waited for, before the question is known to be one. */
    private Response snapshot(Request request, ProfileType type, List<String> names, Supplier<Snapshot> snapshot) {
        request.allowOnly(names);
        Query query = query(request);
        boolean collect = request.number("gc", 0) > 0;
        boolean text = request.number("debug", 0) != 0;
        if (request.has("seconds")) {
            return delta(seconds(request, text), type, () -> kept(query, collect, snapshot));
        }
        Snapshot kept = kept(query, collect, snapshot);
        return text
                ? Response.of(TEXT, new ProfileText(type, kept).write())
                : file(type.name(), new PprofProfile(type, kept));
    }

    private Query query(Request request) {
        Map<String, List<String>> asked = new LinkedHashMap<>(request.parameters());
        List.of("debug", "gc", "seconds", "snapshot").forEach(asked::remove);
        return QueryParameters.parse(asked).withBlameSkip(target.blameSkip());
    }

    private static int seconds(Request request, boolean text) {
        int seconds;
        try {
            seconds = Pauses.seconds(request.one("seconds"));
        } catch (ControlException e) {
            throw new ControlException(e.status(), INVALID_SECONDS, e.hint());
        }
        if (text) {
            throw new ControlException(
                    400, "seconds and debug params are incompatible", "Leave debug= out, or seconds=.");
        }
        return seconds;
    }

    private Response delta(int seconds, ProfileType type, Supplier<Snapshot> snapshot) {
        Snapshot before = snapshot.get();
        pauses.pass(seconds);
        Snapshot after = snapshot.get();
        return file(
                type.name() + "-delta",
                new PprofProfile(
                        type,
                        new SiteChanges(before, after).snapshot(),
                        Duration.between(before.takenAt(), after.takenAt())));
    }

    private Snapshot kept(Query query, boolean collect, Supplier<Snapshot> snapshot) {
        if (collect) {
            target.gc();
        }
        return query.kept(snapshot.get());
    }

    private static Response file(String name, PprofProfile profile) {
        return Response.file("application/octet-stream", name, profile.bytes());
    }
}

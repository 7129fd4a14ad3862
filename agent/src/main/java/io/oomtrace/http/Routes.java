package io.oomtrace.http;

import io.oomtrace.snapshot.NearestName;
import java.util.List;

/** The paths there are, and what answers them. */
final class Routes {
    private static final String[] ALL = {
        "GET /",
        "GET /snapshot",
        "GET /threads",
        "GET /snapshot/file",
        "GET /lines",
        "GET /exact",
        "POST /exact",
        "DELETE /exact",
        "GET /largest",
        "GET /holders",
        "POST /holders",
        "GET /histogram",
        "POST /snapshots",
        "GET /snapshots",
        "GET /snapshots/NAME",
        "GET /snapshots/NAME/threads",
        "GET /snapshots/NAME/file",
        "DELETE /snapshots/NAME",
        "GET /growth",
        "GET /diff",
        "GET /diff/threads",
        "GET /debug/pprof",
        "GET /debug/pprof/",
        "GET /debug/pprof/NAME",
        "GET /metrics",
        "GET /status",
        "POST /start",
        "POST /stop",
        "POST /reset",
        "POST /reset_peak",
        "POST /depth",
        "POST /gc",
    };

    private final Answers answers;
    private final HolderAnswers holders;
    private final KeptAnswers kept;
    private final ProfileAnswers profiles;
    private final MetricsAnswers metrics;
    private final Controls controls;

    /** @param workers whose figures {@code /status} shows */
    Routes(Target target, Workers workers) {
        Pauses pauses = new Pauses();
        this.answers = new Answers(target, pauses);
        this.holders = new HolderAnswers(target, pauses);
        this.kept = new KeptAnswers(target);
        this.profiles = new ProfileAnswers(target, pauses);
        this.metrics = new MetricsAnswers(target);
        this.controls = new Controls(target, workers);
    }

    /** The routes of a path, one for each method; {@link ControlException} 404 when there is none. */
    List<Route> of(String path) {
        List<Route> all = List.of(ALL).stream().map(Route::of).toList();
        List<Route> matching = all.stream().filter(route -> route.matches(path)).toList();
        if (matching.isEmpty()) {
            List<String> paths = all.stream().map(Route::path).distinct().toList();
            throw new ControlException(404, "There is nothing at " + path + ".", new NearestName(paths).hint(path));
        }
        return matching;
    }

    /** No table of methods: each reference to one would be a class that the JDK writes, at every start. */
    Response answer(Route route, Request request) {
        return switch (route.toString()) {
            case "GET /" -> answers.help(request);
            case "GET /snapshot" -> answers.allocations(request);
            case "GET /threads" -> answers.threads(request);
            case "GET /snapshot/file" -> answers.file(request);
            case "GET /lines" -> answers.lines(request);
            case "GET /exact" -> controls.exact(request);
            case "POST /exact" -> controls.countExactly(request);
            case "DELETE /exact" -> controls.stopCounting(request);
            case "GET /largest" -> answers.largest(request);
            case "GET /holders" -> holders.cost(request);
            case "POST /holders" -> holders.find(request);
            case "GET /histogram" -> answers.histogram(request);
            case "POST /snapshots" -> kept.keep(request);
            case "GET /snapshots" -> kept.list(request);
            case "GET /snapshots/NAME" -> kept.allocations(request);
            case "GET /snapshots/NAME/threads" -> kept.threads(request);
            case "GET /snapshots/NAME/file" -> kept.file(request);
            case "DELETE /snapshots/NAME" -> kept.delete(request);
            case "GET /growth" -> answers.growth(request);
            case "GET /diff" -> kept.allocationDiff(request);
            case "GET /diff/threads" -> kept.threadDiff(request);
            case "GET /debug/pprof" -> profiles.redirect(request);
            case "GET /debug/pprof/" -> profiles.index(request);
            case "GET /debug/pprof/NAME" -> profiles.profile(request);
            case "GET /metrics" -> metrics.answer(request);
            case "GET /status" -> controls.status(request);
            case "POST /start" -> controls.start(request);
            case "POST /stop" -> controls.stop(request);
            case "POST /reset" -> controls.reset(request);
            case "POST /reset_peak" -> controls.resetPeak(request);
            case "POST /depth" -> controls.depth(request);
            case "POST /gc" -> controls.gc(request);
            default -> throw new IllegalArgumentException("nothing answers " + route);
        };
    }
}

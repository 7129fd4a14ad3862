package io.oomtrace.http;

import io.oomtrace.snapshot.NearestName;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The paths there are. */
final class Routes {
    private final List<Route> routes;

    /** @param ownFigures of the endpoint itself, shown in {@code /status} */
    Routes(Target target, Supplier<Map<String, Object>> ownFigures) {
        Answers answers = new Answers(target);
        KeptAnswers kept = new KeptAnswers(target);
        Controls controls = new Controls(target, ownFigures);
        this.routes = List.of(
                new Route("GET", "/", answers::help),
                new Route("GET", "/snapshot", answers::allocations),
                new Route("GET", "/threads", answers::threads),
                new Route("GET", "/snapshot/file", answers::file),
                new Route("GET", "/lines", answers::lines),
                new Route("POST", "/snapshots", kept::keep),
                new Route("GET", "/snapshots", kept::list),
                new Route("GET", "/snapshots/" + Route.ANY, kept::allocations),
                new Route("GET", "/snapshots/" + Route.ANY + "/threads", kept::threads),
                new Route("GET", "/snapshots/" + Route.ANY + "/file", kept::file),
                new Route("DELETE", "/snapshots/" + Route.ANY, kept::delete),
                new Route("GET", "/diff", kept::allocationDiff),
                new Route("GET", "/diff/threads", kept::threadDiff),
                new Route("GET", "/status", controls::status),
                new Route("POST", "/start", controls::start),
                new Route("POST", "/stop", controls::stop),
                new Route("POST", "/reset", controls::reset),
                new Route("POST", "/gc", controls::gc));
    }

    /** The routes of a path, one for each method; {@link ControlException} 404 when there is none. */
    List<Route> of(String path) {
        List<Route> matching =
                routes.stream().filter(route -> route.matches(path)).toList();
        if (matching.isEmpty()) {
            List<String> paths = routes.stream().map(Route::path).distinct().toList();
            throw new ControlException(404, "There is nothing at " + path + ".", new NearestName(paths).hint(path));
        }
        return matching;
    }
}

package io.oomtrace.http;

import io.oomtrace.export.Format;
import io.oomtrace.export.JsonDocument;
import io.oomtrace.export.LineDocument;
import io.oomtrace.export.PlainText;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The paths there are, and their answers from the {@link Target}. */
final class Routes {
    private static final List<String> QUERY_NAMES = queryNames();
    private static final List<String> LINES_NAMES = List.of("class", "format");
    private static final List<String> FORMAT_ONLY = List.of("format");

    private final Target target;
    private final Supplier<Map<String, Object>> ownFigures;
    private final List<Route> routes;

    /** @param ownFigures of the endpoint itself, shown in {@code /status} */
    Routes(Target target, Supplier<Map<String, Object>> ownFigures) {
        this.target = target;
        this.ownFigures = ownFigures;
        this.routes = List.of(
                new Route("GET", "/", this::help),
                new Route("GET", "/snapshot", request -> query(request, target::allocations)),
                new Route("GET", "/threads", request -> query(request, target::threads)),
                new Route("GET", "/lines", this::lines),
                new Route("GET", "/status", request -> object(request, this::status)),
                new Route("POST", "/start", request -> control(request, target::start)),
                new Route("POST", "/stop", request -> control(request, target::stop)),
                new Route("POST", "/reset", request -> control(request, target::reset)),
                new Route("POST", "/gc", request -> object(request, this::gc)));
    }

    /** The route of a path; {@link ControlException} 404 when there is none. */
    Route of(String path) {
        for (Route route : routes) {
            if (route.path().equals(path)) {
                return route;
            }
        }
        List<String> paths = routes.stream().map(Route::path).toList();
        throw new ControlException(404, "There is nothing at " + path + ".", new NearestName(paths).hint(path));
    }

    private Response help(Request request) {
        request.allowOnly(List.of());
        return Response.of(Format.TEXT.contentType(), HelpPage.at("http://" + request.host()));
    }

    private Response query(Request request, Supplier<Snapshot> snapshot) {
        request.allowOnly(QUERY_NAMES);
        Format format = Format.parse(request.format(Format.TEXT.label()));
        Map<String, List<String>> parameters = new LinkedHashMap<>(request.parameters());
        parameters.remove("format");
        if (format == Format.COLLAPSED) {
            // A flame graph needs every stack: only what is asked for is left out.
            parameters.putIfAbsent("by", List.of(GroupBy.TRACEBACK.label()));
            parameters.putIfAbsent("limit", List.of(Integer.toString(Integer.MAX_VALUE)));
        }
        Query query = QueryParameters.parse(parameters).withBlameSkip(target.blameSkip());
        return Response.of(format.contentType(), format.write(query.on(snapshot.get())));
    }

    private Response lines(Request request) {
        request.allowOnly(LINES_NAMES);
        Format format = Format.parse(request.format(Format.TEXT.label()));
        LineDocument document = new LineDocument(target.lines(request.one("class")));
        return switch (format) {
            case JSON -> Response.of(format.contentType(), document.json());
            case TEXT -> Response.of(format.contentType(), document.text());
            case CSV, COLLAPSED -> throw textOrJson(request, format);
        };
    }

    private Response control(Request request, Runnable action) {
        return object(request, () -> {
            action.run();
            return status();
        });
    }

    /** The format is checked before anything is done. */
    private static Response object(Request request, Supplier<Map<String, Object>> object) {
        request.allowOnly(FORMAT_ONLY);
        Format format = Format.parse(request.format(Format.JSON.label()));
        return switch (format) {
            case JSON -> Response.of(format.contentType(), JsonDocument.of(object.get()));
            case TEXT -> Response.of(format.contentType(), PlainText.of(object.get()));
            case CSV, COLLAPSED -> throw textOrJson(request, format);
        };
    }

    private static ControlException textOrJson(Request request, Format format) {
        return new ControlException(
                400,
                request.path() + " cannot be written as format=" + format.label() + ".",
                "Ask for format=json or format=text.");
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>(target.status());
        status.put("http", ownFigures.get());
        return status;
    }

    private Map<String, Object> gc() {
        return Map.of("heap_used_bytes", target.gc());
    }

    private static List<String> queryNames() {
        List<String> names = new ArrayList<>(QueryParameters.NAMES);
        names.add("format");
        return List.copyOf(names);
    }
}

package io.oomtrace.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.oomtrace.snapshot.QueryException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks who asks, finds the route, and turns whatever goes wrong into an answer. */
final class Router implements HttpHandler {
    private static final int PART_BYTES = 16 << 10;

    private final Routes routes;
    private final HostCheck hosts;
    private final BearerToken token;
    private final Workers workers;

    Router(Routes routes, HostCheck hosts, BearerToken token, Workers workers) {
        this.routes = routes;
        this.hosts = hosts;
        this.token = token;
        this.workers = workers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        workers.transfer().pause();
        Response response = answer(exchange);
        workers.transfer().resume();
        send(exchange, response);
    }

    private Response answer(HttpExchange exchange) {
        try {
            if (workers.refuses()) {
                return error(path(exchange), 503, "Too many requests at once.", "Ask again in a second.")
                        .with("Retry-After", "1");
            }
            Response refusal = refusal(exchange);
            return refusal != null ? refusal : route(Request.of(exchange));
        } catch (ControlException e) {
            return error(path(exchange), e.status(), e.getMessage(), e.hint());
        } catch (QueryException e) {
            return error(path(exchange), 400, e.getMessage(), e.hint());
        } catch (OutOfMemoryError e) {
            return Response.OUT_OF_MEMORY;
        } catch (Throwable e) {
            return error(
                    path(exchange),
                    500,
                    "oomtrace failed: " + e + ".",
                    "Please report this; the application is unaffected.");
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    /** In a form that those who ask at this path can read. */
    private static Response error(String path, int status, String error, String hint) {
        return path != null && path.startsWith(ProfileAnswers.ROOT)
                ? ProfileAnswers.error(status, error, hint)
                : Response.error(status, error, hint);
    }

    /** An answer for those who may not ask; null for the others. */
    private Response refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        InetAddress local = exchange.getLocalAddress().getAddress();
        if (!hosts.allowsHost(headers.getFirst("Host"), local)) {
            return error(
                    path(exchange),
                    403,
                    "Host: " + headers.getOrDefault("Host", List.of("")).get(0) + " is not this server.",
                    "Ask for localhost or the address it is bound to; web pages may not ask.");
        }
        if (!hosts.allowsOrigin(headers.getFirst("Origin"), local)) {
            return error(
                    path(exchange),
                    403,
                    "Pages of " + headers.getFirst("Origin") + " may not ask.",
                    "Ask from this machine without a browser page between.");
        }
        if (!token.accepts(headers.getFirst("Authorization"))) {
            return error(
                            path(exchange),
                            401,
                            "The token is missing or wrong.",
                            "Send the token= oomtrace was started with: curl -H 'Authorization: Bearer TOKEN'.")
                    .with("WWW-Authenticate", "Bearer realm=\"oomtrace\"");
        }
        return null;
    }

    private Response route(Request request) {
        List<Route> at = routes.of(request.path());
        for (Route route : at) {
            if (route.method().equals(request.method())) {
                return routes.answer(route, request);
            }
        }
        String method = at.get(0).method();
        return error(
                        request.path(),
                        405,
                        request.method() + " " + request.path() + " does nothing.",
                        "Use " + method + ": curl -X " + method + " http://" + request.host() + request.path())
                .with("Allow", at.stream().map(Route::allowed).collect(Collectors.joining(", ")));
    }

    /**
     * Closes the connection after every answer. The server writes head and body apart, and Nagle's algorithm would hold
     * back the end of the body until the client acknowledges the head, 40 ms later; closing sends it at once. The
     * option to switch the algorithm off is JVM-wide, and this is somebody else's JVM.
     */
    private static void send(HttpExchange exchange, Response response) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            for (Map.Entry<String, String> header : response.headers().entrySet()) {
                headers.set(header.getKey(), header.getValue());
            }
            headers.set("Connection", "close");
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(response.body().length));
                exchange.sendResponseHeaders(response.status(), -1);
            } else {
                exchange.sendResponseHeaders(response.status(), response.body().length);
                write(response.body(), exchange.getResponseBody());
            }
        }
    }

    /** In parts: of what it is given at once, the server makes a copy. */
    private static void write(byte[] body, OutputStream to) throws IOException {
        for (int from = 0; from < body.length; from += PART_BYTES) {
            to.write(body, from, Math.min(PART_BYTES, body.length - from));
        }
    }
}

package io.oomtrace.incidents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A small HTTP server on the loopback address that answers in plain text.
 *
 * <p>Each request has a daemon thread from a pool of the server's own.
 */
public final class LocalServer {
    private final HttpServer server;

    /** What a path answers. */
    public interface Answer {
        String to(HttpExchange exchange) throws Exception;
    }

    private LocalServer(HttpServer server) {
        this.server = server;
    }

    /** Binds to a port, 0 for any free one; throws {@link FailedException} when it is taken. */
    public static LocalServer bind(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            HttpServer server = HttpServer.create(address, 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "http-worker");
                thread.setDaemon(true);
                return thread;
            }));
            return new LocalServer(server);
        } catch (IOException e) {
            throw new FailedException("Cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                    + "): give another port, or 0 for any free one.");
        }
    }

    /** Answers exactly this path and method with 200, and a failure with 500 and its message. */
    public LocalServer route(String method, String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, 404, "no such path");
                } else if (!exchange.getRequestMethod().equals(method)) {
                    send(exchange, 405, "use " + method);
                } else {
                    respond(exchange, answer);
                }
            }
        });
        return this;
    }

    public LocalServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        String text;
        try {
            text = answer.to(exchange);
        } catch (Exception e) {
            send(exchange, 500, String.valueOf(e.getMessage()));
            return;
        }
        send(exchange, 200, text);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}

package io.oomtrace.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server in a forked JVM, the agent's for one. Paths begin with a slash and carry their query. */
public record Endpoint(URI base) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final JsonMapper JSON = new JsonMapper();

    /** The document at {@code path}; fails unless the answer is 200. */
    public JsonNode json(String path) {
        return JSON.readTree(text(path));
    }

    /** A table such as {@code /snapshot?by=line&format=json}. */
    public Table table(String path) {
        return new Table(json(path));
    }

    /** The body at {@code path}; fails unless the answer is 200. */
    public String text(String path) {
        return succeeded("GET", path, get(path));
    }

    /** The bytes of the file at {@code path}; fails unless there is one. */
    public byte[] file(String path) {
        HttpResponse<byte[]> response = send(request(path).GET(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + response.statusCode());
        }
        return response.body();
    }

    /** A state change; fails unless the answer is 200 or 204. */
    public String post(String path) {
        return succeeded("POST", path, tryPost(path));
    }

    /** Any answer to a state change, errors included. */
    public HttpResponse<String> tryPost(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** Any answer, errors included. */
    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** The head of any answer. */
    public HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Whether anything listens there. */
    public boolean isOpen() {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(1));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String succeeded(String method, String path, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}

package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server as curl does. */
final class ServerClient {
    private final HttpClient client = HttpClient.newHttpClient();
    private final OomtraceServer server;

    ServerClient(OomtraceServer server) {
        this.server = server;
    }

    HttpClient http() {
        return client;
    }

    HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Accept", accept);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(path, "*/*").method(method, BodyPublishers.noBody()));
    }

    JsonNode json(String method, String path) throws IOException, InterruptedException {
        return json(send(method, path));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** An error is a pair of texts, of which parts are given. */
    static void assertError(HttpResponse<String> response, String error, String hint) {
        JsonNode json = json(response);
        assertThat(json.propertyNames()).containsExactly("error", "hint");
        assertThat(json.at("/error").asString()).contains(error);
        assertThat(json.at("/hint").asString()).contains(hint);
    }
}

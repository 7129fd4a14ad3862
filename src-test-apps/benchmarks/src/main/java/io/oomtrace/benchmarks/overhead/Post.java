package io.oomtrace.benchmarks.overhead;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** @param uri of the agent's endpoint, which is posted to */
record Post(URI uri) implements Action {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    public void apply(long pid) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(uri + ": " + response.body());
        }
    }
}

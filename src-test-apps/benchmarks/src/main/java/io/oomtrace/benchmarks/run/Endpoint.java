package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The agent's endpoint in a forked JVM. One thread. */
public final class Endpoint {
    private static final Pattern URL = Pattern.compile("http://\\S+/");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;

    private Endpoint(String url) {
        this.url = url;
    }

    /** Waits for the agent to say where it is; it must not have been told to be quiet. */
    public static Endpoint saidBy(ForkedJvm program) throws IOException {
        Matcher found = URL.matcher(program.answer("oomtrace "));
        if (!found.find()) {
            throw new IOException("the agent did not say where it is");
        }
        return new Endpoint(found.group());
    }

    /** @param path without a slash before it */
    public JsonNode request(String method, String path) throws IOException, InterruptedException {
        return json.readTree(send(method, path, "application/json"));
    }

    /** As {@link #request}, for text. */
    public String text(String method, String path) throws IOException, InterruptedException {
        return send(method, path, "text/plain");
    }

    private String send(String method, String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", accept)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + response.body());
        }
        return response.body();
    }
}

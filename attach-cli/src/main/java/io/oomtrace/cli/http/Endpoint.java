package io.oomtrace.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.cli.error.CommandFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * The HTTP endpoint of an agent.
 *
 * @param base its URL
 * @param token what it wants as bearer token, or null
 * @param timeout for one answer
 */
public record Endpoint(URI base, String token, Duration timeout) {
    private static final int FIRST_ERROR = 300;
    private static final int UNAUTHORIZED = 401;

    /** The same, waited for so much longer. */
    public Endpoint patient(Duration longer) {
        return new Endpoint(base, token, timeout.plus(longer));
    }

    /**
     * The body of {@code GET path}.
     *
     * @param accept the media type to ask for
     * @throws CommandFailure if there is no answer, or one that is an error
     */
    public byte[] get(String path, Query query, String accept) {
        return send("GET", path, query, accept);
    }

    /** The body of any request; otherwise as {@link #get}. */
    public byte[] send(String method, String path, Query query, String accept) {
        String what = (method.equals("GET") ? "cannot read " : "cannot " + method + " ") + base.resolve(path);
        HttpResponse<byte[]> response;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path + query))
                    .method(method, BodyPublishers.noBody())
                    .timeout(timeout)
                    .header("Accept", accept);
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeout)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw new CommandFailure(
                    what,
                    "it did not answer within " + timeout.toSeconds() + " s",
                    "see whether the process hangs, or give it a longer --timeout",
                    e);
        } catch (ConnectException e) {
            throw new CommandFailure(
                    what,
                    "nothing answers there",
                    "run 'oomtrace list' for the JVMs that run oomtrace and their URLs",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    what,
                    "what answers there is no HTTP endpoint (" + CommandFailure.reason(e) + ")",
                    "see that the URL is the one the agent printed",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(what, "it was interrupted", "try again", e);
        }
        requireSuccess(what, response);
        return response.body();
    }

    private void requireSuccess(String what, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED) {
            throw new CommandFailure(
                    what,
                    token == null ? "it asks for a token" : "it does not accept this token",
                    "give the one the agent was started with as --token or in OOMTRACE_TOKEN");
        }
        if (status >= FIRST_ERROR) {
            ServerError error = ServerError.parse(new String(response.body(), UTF_8));
            throw error.error().isBlank()
                    ? new CommandFailure(
                            what,
                            String.format(Locale.ROOT, "it answered with status %d and no reason", status),
                            "see that the URL is that of oomtrace")
                    : CommandFailure.told(error.error(), error.hint(), null);
        }
    }
}

package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, tried with raw sockets: a proper client would not send these. */
class AccessTest {
    private static final String TOKEN = "s3cret";

    private OomtraceServer open;
    private OomtraceServer locked;

    @BeforeEach
    void start() throws IOException {
        open = OomtraceServer.start(new ServerOptions("127.0.0.1", 0, ""), new FakeTarget());
        locked = OomtraceServer.start(new ServerOptions("0.0.0.0", 0, TOKEN), new FakeTarget());
    }

    @AfterEach
    void stop() {
        open.close();
        locked.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9666", "127.0.0.1:80", "127.9.8.7", "[::1]:9666", "[::1]"})
    void loopbackHostsPass(String host) throws IOException {
        assertThat(ask(open, "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:9666",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "localhost:9666:evil",
                "127.0.0.1@evil.example",
                "127.0.0.999",
                "0.0.0.0",
                "10.0.0.1",
                "[::2]",
                ""
            })
    void otherHostsAreRefused(String host) throws IOException {
        assertThat(ask(open, "Host: " + host)).startsWith("HTTP/1.1 403 ").contains("\"hint\"");
    }

    @Test
    void requestWithoutHostIsRefused() throws IOException {
        assertThat(ask(open, "X-Nothing: 1")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost.evil.example", "file://"})
    void otherOriginsAreRefused(String origin) throws IOException {
        assertThat(ask(open, "Host: localhost", "Origin: " + origin)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void ownOriginPasses() throws IOException {
        assertThat(ask(open, "Host: localhost", "Origin: http://localhost:9666"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cret", "bearer s3cret", "Bearer  s3cret"})
    void tokenOpens(String authorization) throws IOException {
        assertThat(ask(locked, "Host: localhost", "Authorization: " + authorization))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer s3cre", "Bearer s3crett", "Bearer", "s3cret", "Basic s3cret", "Bearer S3CRET"})
    void wrongTokenDoesNot(String authorization) throws IOException {
        assertThat(ask(locked, "Host: localhost", "Authorization: " + authorization))
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("\r\nWWW-Authenticate: Bearer");
    }

    @Test
    void missingTokenDoesNotEvenTellWhichPathsThereAre() throws IOException {
        assertThat(ask(locked, "Host: localhost")).startsWith("HTTP/1.1 401 ");
    }

    private static String ask(OomtraceServer server, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.send("GET /status HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                    .readAll();
        }
    }
}

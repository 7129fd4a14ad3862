package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep the server waiting, more of them than it has threads and room in its queues. */
class SlowClientTest {
    private static final int MANY = 120;
    private static final String REQUEST = "GET /snapshot HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** Looks after its clients ten times as often as usual, so that the tests take seconds. */
    private final Workers workers = new Workers(5);

    private final List<RawClient> clients = new ArrayList<>();
    private OomtraceServer server;

    @BeforeEach
    void start() throws IOException {
        server = OomtraceServer.start(
                new ServerOptions("127.0.0.1", 0, ""), new FakeTarget(), HttpServers.DEFAULT, workers);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET /snapshot HTTP/1.1\r\nHost: localh",
                "POST /reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf a body"
            })
    void honestClientIsServedWhileManySendHalfARequest(String half) throws IOException {
        for (int i = 0; i < MANY; i++) {
            clients.add(new RawClient(server.port()).send(half));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> ask().startsWith("HTTP/1.1 200 "));
    }

    @Test
    void clientThatSendsHalfARequestIsCutOffThoughNobodyWaits() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.send("GET /snapshot HTTP/1.1\r\nHost:").readAll()).isEmpty();
        }
        assertThat(ask()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void theSlowAreCounted() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("G").readAll();
        }
        await().until(() -> workers.figures().get("cut_off_slow").equals(1L));
    }

    private String ask() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.send(REQUEST).readAll();
        }
    }
}

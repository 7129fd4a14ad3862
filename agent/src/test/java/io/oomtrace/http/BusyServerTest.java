package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyServerTest {
    private static final String REQUEST = "GET /snapshot HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void tooManyAtOnceAreTold503AndTheOthersGetTheirAnswersHoweverLate() throws IOException {
        FakeTarget target = new FakeTarget();
        target.waiting = true;
        Workers workers = new Workers();
        List<RawClient> clients = new ArrayList<>();
        try (OomtraceServer server =
                OomtraceServer.start(new ServerOptions("127.0.0.1", 0, ""), target, HttpServers.DEFAULT, workers)) {
            for (int i = 0; i < Workers.THREADS + Workers.QUEUE; i++) {
                clients.add(new RawClient(server.port()).send(REQUEST));
            }
            await().until(() -> workers.figures().get("queued").equals(Workers.QUEUE));
            try (RawClient oneMore = new RawClient(server.port())) {
                assertThat(oneMore.send(REQUEST).readAll())
                        .startsWith("HTTP/1.1 503 ")
                        .containsIgnoringCase("Retry-After: 1");
            }
            target.resume.countDown();
            for (RawClient client : clients) {
                assertThat(client.readAll()).startsWith("HTTP/1.1 200 ");
                client.close();
            }
        }
    }
}

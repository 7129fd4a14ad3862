package io.oomtrace.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of a {@link FakeTarget}, new for each test. */
abstract class OverHttpTest {
    final FakeTarget target = new FakeTarget();
    OomtraceServer server;
    ServerClient client;

    @BeforeEach
    void start() throws IOException {
        server = OomtraceServer.start(new ServerOptions("127.0.0.1", 0, ""), target);
        client = new ServerClient(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(client.request(path, accept));
    }

    HttpResponse<String> post(String path) throws Exception {
        return client.send("POST", path);
    }
}

package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Endpoint;
import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.program.ForeignMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** WireMock, a server on Jetty, answering requests from outside. */
class WireMockIT {
    private static final int REQUESTS = 500;
    private static final String ORDERS = """
            {
              "request": { "method": "GET", "urlPathPattern": "/orders/[0-9]+" },
              "response": {
                "status": 200,
                "headers": { "Content-Type": "application/json" },
                "body": "{\\"order\\": \\"{{request.pathSegments.[1]}}\\", \\"page\\": \\"{{request.query.page}}\\"}",
                "transformers": ["response-template"]
              }
            }
            """;

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void servesAsWithoutTheAgent(Jdk jdk) throws IOException {
        int port = freePort();
        URI server = URI.create("http://127.0.0.1:" + port + "/");
        new ForeignProgram(
                        "wiremock",
                        "com.github.tomakehurst.wiremock.",
                        Map.of("mappings/orders.json", ORDERS),
                        "{\"order\": \"499\", \"page\": \"2\"}",
                        0,
                        ForeignMain.class.getName(),
                        List.of("wiremock.Run", "--port", Integer.toString(port), "--local-response-templating"))
                .behavesTheSame(jdk, jvm -> requests(new Endpoint(server)));
    }

    private static List<String> requests(Endpoint server) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(server.text("/orders/" + i + "?page=" + i % 7));
        }
        return answers;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

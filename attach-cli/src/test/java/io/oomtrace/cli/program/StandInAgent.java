package io.oomtrace.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.oomtrace.agent.Rendezvous;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * An agent that keeps the agreement with the CLI and does nothing else: report lines, rendezvous, an endpoint that echoes
 * what it was asked. Options for the tests: {@code behave=fail|throw|hang|warn}, {@code token=…}.
 */
public final class StandInAgent {
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    private static HttpServer server;
    private static Path report;

    private StandInAgent() {}

    public static synchronized void agentmain(String argument, Instrumentation instrumentation)
            throws IOException, InterruptedException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : argument.split(",")) {
            given.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        report = Path.of(given.remove("report"));
        String command = given.remove("command");
        if ("stop".equals(command)) {
            stop();
        } else if (server == null) {
            start(given);
        } else {
            for (Map.Entry<String, String> option : given.entrySet()) {
                OPTIONS.put(option.getKey(), option.getValue());
                say("updated " + option.getKey() + "=" + option.getValue());
            }
            say("url " + url());
            say("done");
        }
    }

    private static void start(Map<String, String> given) throws IOException, InterruptedException {
        OPTIONS.putAll(given);
        say("progress 0 300");
        switch (given.getOrDefault("behave", "")) {
            case "fail" -> {
                say("failed the hooks did not fire");
                return;
            }
            case "throw" -> throw new IllegalStateException("no report from here");
            case "hang" -> new CountDownLatch(1).await();
            case "warn" -> say("warning unknown option detph, did you mean depth?");
            default -> {}
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", StandInAgent::answer);
        server.start();
        new Rendezvous(url(), "0.0.1", Instant.now()).write(Rendezvous.file());
        say("progress 300 300");
        say("a line of a newer agent");
        say("url " + url());
        say("done");
    }

    private static void stop() throws IOException {
        server.stop(0);
        server = null;
        OPTIONS.clear();
        Rendezvous.delete(Rendezvous.file());
        say("progress 300 300");
        say("done");
    }

    private static String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        String token = OPTIONS.get("token");
        if (token != null
                && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, "{\"error\":\"no token\"}");
        } else if (query.contains("by=colour")) {
            reply(exchange, 400, "{\"error\":\"by=colour is unknown.\",\"hint\":\"use line or file\",\"more\":[1]}");
        } else {
            reply(
                    exchange,
                    200,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + query + " "
                            + exchange.getRequestHeaders().getFirst("Accept") + " größer\n");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void say(String line) throws IOException {
        Files.writeString(report, line + "\n", StandardOpenOption.APPEND);
    }
}

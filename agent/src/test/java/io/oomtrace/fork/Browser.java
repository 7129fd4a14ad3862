package io.oomtrace.fork;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a window, driven through its DevTools protocol (chromedevtools.github.io/devtools-protocol): what a
 * person does, and what the pages then show.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String LISTENING = "DevTools listening on ";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();

    private Browser(Process process, URI endpoint) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(endpoint, new Messages())
                .join();
    }

    /**
     * @param folder where it keeps what it likes to
     * @throws org.opentest4j.TestAbortedException when there is none here: the test counts as skipped
     */
    public static Browser start(Path folder) {
        ProcessBuilder builder = new ProcessBuilder(
                executable().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-unsafe-swiftshader",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1200,800",
                "--user-data-dir=" + folder,
                "--remote-debugging-port=0",
                "about:blank");
        try {
            Process process = builder.start();
            Output stderr = Output.of("the browser's stderr", process.getErrorStream());
            String line = stderr.await(candidate -> candidate.startsWith(LISTENING), DEADLINE)
                    .orElseThrow(() -> new AssertionError("The browser does not listen: " + stderr.lines()));
            return new Browser(process, URI.create(line.substring(LISTENING.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path executable() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        String reason = "No Chromium in PATH: what browsers show is not tested";
        System.out.println(reason);
        return Assumptions.abort(reason);
    }

    /** A page that has been loaded. */
    public BrowserPage open(URI url) {
        String target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .at("/targetId")
                .asString();
        String session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .at("/sessionId")
                .asString();
        BrowserPage page = new BrowserPage(this, session);
        listeners.put(session, page::hear);
        page.load(url);
        return page;
    }

    /** The result; fails when the browser answers with an error. */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        try {
            JsonNode answer = send(session, method, parameters).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (answer.has("error")) {
                throw new AssertionError(method + ": " + answer.at("/error"));
            }
            return answer.at("/result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(method + " was not answered", e);
        }
    }

    /** Does not wait for the answer. */
    synchronized CompletableFuture<JsonNode> send(String session, String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(JSON.writeValueAsString(message), true).join();
        return answer;
    }

    @Override
    public void close() {
        send("", "Browser.close", Map.of());
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** What the browser says, in parts of which the last completes a message. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    answers.remove(message.at("/id").asInt()).complete(message);
                } else {
                    listeners
                            .getOrDefault(message.at("/sessionId").asString(""), (method, parameters) -> {})
                            .accept(message.at("/method").asString(), message.at("/params"));
                }
            }
            from.request(1);
            return null;
        }
    }
}

package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.oomtrace.export.SnapshotFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a terminal, which script(1) makes, and without one. */
class TerminalIT {
    private static final char ESCAPE = '\u001b';
    private static final byte[] CHAIN = "static com.acme.Cache.ENTRIES".getBytes(UTF_8);
    private static final String FRAME = "com.acme.Cache.put";

    @TempDir
    Path folder;

    private Workplace workplace;
    private String command;

    @BeforeEach
    void save() throws IOException {
        workplace = Workplace.in(folder);
        Path file = Files.write(folder.resolve("a.oomtrace"), SnapshotFile.write(SavedSnapshotsTest.capture(5000)));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        command = java + " -jar " + workplace.cli().toAbsolutePath() + " snapshot " + file;
    }

    @AfterEach
    void empty() throws IOException {
        workplace.close();
    }

    private static String run(Map<String, String> environment, List<String> words) throws Exception {
        return run(environment, words, "");
    }

    private static String run(Map<String, String> environment, List<String> words, String input) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().remove("NO_COLOR");
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write(input.getBytes(UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private String inATerminal(String command, Map<String, String> environment) throws Exception {
        return inATerminal(command, environment, "");
    }

    private String inATerminal(String command, Map<String, String> environment, String input) throws Exception {
        try {
            return run(environment, List.of("script", "-qec", command, "/dev/null"), input);
        } catch (IOException e) {
            Assumptions.abort("No script(1) here to make a terminal: " + e.getMessage());
            throw e;
        }
    }

    @Test
    void tablesAreInColour() throws Exception {
        assertThat(inATerminal(command, Map.of())).contains(ESCAPE + "[", FRAME);
    }

    @Test
    void butNotForWhoWantsNone() throws Exception {
        assertThat(inATerminal(command, Map.of("NO_COLOR", "1")))
                .contains(FRAME)
                .doesNotContain(ESCAPE + "[");
    }

    @Test
    void norIsJson() throws Exception {
        assertThat(inATerminal(command + " --json", Map.of())).contains(FRAME).doesNotContain(ESCAPE + "[");
    }

    @Test
    void whatIsDearIsAskedForFirst() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/holders", exchange -> {
            asked.add(exchange.getRequestMethod());
            byte[] answer = exchange.getRequestMethod().equals("GET") ? "cost: dear".getBytes(UTF_8) : CHAIN;
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        try {
            String holders = command.replaceFirst(
                    " snapshot .*",
                    " holders http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(inATerminal(holders + " || echo not done", Map.of(), "n\n"))
                    .contains("dear", "Go on? [y/N]", "it was not agreed to", "not done");
            assertThat(asked).containsExactly("GET");
            assertThat(inATerminal(holders, Map.of(), "y\n")).contains("dear", new String(CHAIN, UTF_8));
            assertThat(asked).containsExactly("GET", "GET", "POST");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void norWhatIsPiped() throws Exception {
        assertThat(run(Map.of(), List.of("sh", "-c", command + " | cat")))
                .contains(FRAME)
                .doesNotContain(ESCAPE + "[");
    }
}

package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** An incident in a JVM of its own, with a pipe to each of its standard streams; closing it kills it. */
public final class IncidentProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> facts = new ConcurrentHashMap<>();

    private IncidentProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts the program from the classes under test; returns at once. */
    public static IncidentProcess start(List<String> jvmArguments, String... arguments) throws IOException {
        return start(jvmArguments, ProcessBuilder.Redirect.PIPE, arguments);
    }

    public static IncidentProcess start(
            List<String> jvmArguments, ProcessBuilder.Redirect standardInput, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Jdk.tool("java")));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", "target/classes", Incidents.class.getName()));
        command.addAll(List.of(arguments));
        return start(command, standardInput);
    }

    static IncidentProcess start(List<String> command, ProcessBuilder.Redirect standardInput) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(standardInput)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new IncidentProcess(process);
    }

    /** Reads standard output up to the ready line, whose facts are then known. */
    public IncidentProcess awaitReady() throws IOException {
        String ready = awaitLine("ready ");
        for (String word : ready.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                facts.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        assertThat(number("pid")).isEqualTo(process.pid());
        return this;
    }

    /** Reads standard output up to a line that starts like this, and returns that line. */
    public String awaitLine(String start) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("ended before a line that starts with \"" + start + "\": " + lines);
    }

    public String fact(String name) {
        assertThat(facts).containsKey(name);
        return facts.get(name);
    }

    public long number(String name) {
        return Long.parseLong(fact(name));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The body of an answer with status 200, without its line end. */
    public String http(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + fact("port") + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s %s", method, path).isEqualTo(200);
        return response.body().stripTrailing();
    }

    /** Closes standard input and returns the exit code. */
    public int endByClosingInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return awaitEnd();
    }

    /** Sends SIGTERM and returns the exit code. */
    public int endBySignal() throws IOException, InterruptedException {
        process.toHandle().destroy(); // Process.destroy() would close the streams as well.
        return awaitEnd();
    }

    /** Sends SIGKILL and returns the exit code. */
    public int kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        return awaitEnd();
    }

    /** All lines printed to standard output, read so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public int awaitEnd() throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        assertThat(process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).as("ends").isTrue();
        assertThat(lines.stream().filter(line -> line.startsWith("ready")))
                .as("ready lines")
                .hasSizeLessThanOrEqualTo(1);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

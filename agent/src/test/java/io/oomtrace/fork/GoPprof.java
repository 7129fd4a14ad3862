package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** {@code go tool pprof}, which profiles are for: reads them from URLs and files, and says what is in them. */
final class GoPprof {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** Flat, flat %, sum %, cumulative, cumulative %, and then the name. */
    private static final Pattern ROW = Pattern.compile(
            "\\s*(-?\\d+)[Bb]?\\s+-?[\\de.+-]+%\\s+-?[\\de.+-]+%\\s+(-?\\d+)[Bb]?\\s+-?[\\de.+-]+%\\s+(.+?)(?: \\(inline\\))?");

    private final Path folder;

    /** @param folder where it keeps what it has fetched */
    private GoPprof(Path folder) {
        this.folder = folder;
    }

    /** @throws org.opentest4j.TestAbortedException when there is no Go here: the test counts as skipped */
    static GoPprof in(Path folder) {
        try {
            if (new ProcessBuilder("go", "version").start().waitFor() == 0) {
                return new GoPprof(folder);
            }
        } catch (IOException e) {
            // It is not there: said below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String reason = "No go (package golang-go) here: tests with go tool pprof are skipped";
        System.out.println(reason);
        Assumptions.abort(reason);
        throw new AssertionError(reason);
    }

    /** What it did. */
    record Run(int code, List<String> out, List<String> err) {
        String text() {
            return String.join("\n", out);
        }
    }

    /** What a profile holds of one function or line. */
    record Row(long flat, long cumulative) {}

    /** Writes bytes that it can read by the path. */
    Path save(String name, byte[] profile) {
        try {
            return Files.write(folder.resolve(name), profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines on standard output; fails unless it succeeds. */
    List<String> lines(Object... arguments) {
        Run run = run(arguments);
        if (run.code != 0) {
            throw new AssertionError(String.join("\n", run.err) + "\n" + run.text());
        }
        return run.out;
    }

    /** All that {@code -top} shows, by name; in bytes where it is bytes. */
    Map<String, Row> top(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("-top", "-nodefraction=0", "-nodecount=1000000", "-unit=b"));
        all.addAll(List.of(arguments));
        Map<String, Row> rows = new HashMap<>();
        boolean table = false;
        for (String line : lines(all.toArray())) {
            Matcher row = ROW.matcher(line);
            if (table) {
                assertThat(row.matches()).as(line).isTrue();
                rows.put(row.group(3), new Row(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))));
            }
            table = table || line.strip().startsWith("flat ");
        }
        return rows;
    }

    /** The sum of all that {@code -top} shows. */
    long total(Object... arguments) {
        return top(arguments).values().stream().mapToLong(Row::flat).sum();
    }

    /** Pages that it serves until they are closed. */
    record Pages(URI url, Process process) implements AutoCloseable {
        /** Whether there is what draws its first page. */
        boolean graphviz() {
            try {
                new ProcessBuilder("dot", "-V").start().waitFor();
                return true;
            } catch (IOException e) {
                System.out.println("No dot (package graphviz) here: the graph of pprof is not looked at");
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Has it show a profile to browsers. */
    Pages serve(String profile) {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Process process = process("-no_browser", "-http=127.0.0.1:" + port, profile);
            Output err = Output.of("pprof's errors", process.getErrorStream());
            err.await(line -> line.startsWith("Serving web UI on "), DEADLINE)
                    .orElseThrow(() -> new AssertionError("It serves nothing: " + err.lines()));
            return new Pages(URI.create("http://127.0.0.1:" + port + "/"), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process process(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("go", "tool", "pprof"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PPROF_TMPDIR", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Succeeds or not. */
    Run run(Object... arguments) {
        try {
            Process process = process(arguments);
            Output out = Output.of("pprof", process.getInputStream());
            Output err = Output.of("pprof's errors", process.getErrorStream());
            return new Run(process.waitFor(), out.awaitEnd(DEADLINE), err.awaitEnd(DEADLINE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}

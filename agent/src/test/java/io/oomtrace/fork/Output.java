package io.oomtrace.fork;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines a process has printed on one of its streams so far; a thread of its own reads them. Thread-safe. */
public final class Output {
    private final String name;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Output(String name) {
        this.name = name;
    }

    static Output of(String name, InputStream stream) {
        Output output = new Output(name);
        Thread reader = new Thread(() -> output.read(stream), "reader of " + name);
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    /**
     * Waits for a line, among those already printed too.
     *
     * @return the first such line; empty when the stream ended or the deadline passed without one
     */
    public synchronized Optional<String> await(Predicate<String> wanted, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return Optional.of(lines.get(seen));
                }
            }
            if (ended || !waitUntil(end)) {
                return Optional.empty();
            }
        }
    }

    /** Waits until the process has closed the stream. */
    public synchronized List<String> awaitEnd(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!ended) {
            if (!waitUntil(end)) {
                throw new AssertionError(name + " not closed within " + deadline);
            }
        }
        return List.copyOf(lines);
    }

    synchronized boolean ended() {
        return ended;
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private boolean waitUntil(long end) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            return false;
        }
        try {
            wait(left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    private void read(InputStream stream) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The process was destroyed: what it printed until then is what there is.
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}

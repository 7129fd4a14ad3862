package io.oomtrace.agent;

import io.oomtrace.http.HttpServers;
import io.oomtrace.http.OomtraceServer;
import io.oomtrace.http.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Opens and closes the endpoint and the file that says where it is. Not thread-safe. */
final class EndpointHost {
    private static final String NOWHERE = "no endpoint";

    private final HttpServers servers;
    private final ExitHook exit;
    private OomtraceServer server;
    private Thread removal;
    private Instant openedAt = Instant.now();
    private String where = NOWHERE;

    EndpointHost(HttpServers servers, ExitHook exit) {
        this.servers = servers;
        this.exit = exit;
    }

    /**
     * Opens the endpoint as the options say. The agent runs on without one when it cannot be opened; the reason is
     * printed.
     *
     * @return its URL, or that there is none
     */
    String open(Options options, AgentTarget target, LoadReport report) {
        openedAt = Instant.now();
        if (options.http()) {
            listen(options, target, report);
        }
        announce();
        return where;
    }

    private void listen(Options options, AgentTarget target, LoadReport report) {
        try {
            server = OomtraceServer.start(
                    new ServerOptions(options.bind(), options.port(), options.token()), target, servers);
            exit.set(server::exit);
            where = server.url() + "/";
            report.url(where);
        } catch (IOException | IllegalArgumentException e) {
            complain(e.getMessage(), report);
        } catch (NoClassDefFoundError e) {
            complain("the module jdk.httpserver is not in this Java runtime: add it with jlink --add-modules", report);
        }
    }

    private static void complain(String reason, LoadReport report) {
        String text = "no endpoint: " + reason;
        report.warning(text);
        System.err.println("oomtrace: " + text);
    }

    /** Says where the endpoint is, or that there is none; again, because cleaners of /tmp remove old files. */
    void announce() {
        Path file = Rendezvous.file();
        try {
            new Rendezvous(server == null ? "" : where, BuildVersion.get(), openedAt).write(file);
            if (removal == null) {
                removal = new Thread(new Removal(file), "oomtrace-goodbye");
                Runtime.getRuntime().addShutdownHook(removal);
            }
        } catch (IOException | IllegalStateException e) {
            // Only `oomtrace list` misses it: a read-only /tmp, or a JVM on its way out, is no reason to complain.
        }
    }

    private record Removal(Path file) implements Runnable {
        @Override
        public void run() {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Rendezvous.delete(file);
        } catch (IOException e) {
            // Readers ignore the files of processes that are gone.
        }
    }

    /** The endpoint's URL, or that there is none. */
    String where() {
        return where;
    }

    void close() {
        if (server != null) {
            exit.clear();
            server.close();
            server = null;
            where = NOWHERE;
        }
        if (removal != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(removal);
                delete(Rendezvous.file());
            } catch (IllegalStateException e) {
                // The JVM is shutting down and runs the hook itself.
            }
            removal = null;
        }
    }
}

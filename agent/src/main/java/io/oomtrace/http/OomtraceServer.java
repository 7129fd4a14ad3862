package io.oomtrace.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP endpoint, from start to {@link #close()}. docs/http.md says what it answers.
 *
 * <p>All its threads are daemons whose names start with {@code oomtrace-}; after {@code close()} none is left. It sets
 * no system property. Safe on any thread except those the {@link Target} is called on, which cannot close it.
 */
public final class OomtraceServer implements AutoCloseable {
    private static final long EXIT_MS = 200;
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(5);

    private final HttpServer server;
    private final Workers workers;
    private final List<Thread> ownThreads;
    private final String bind;

    private OomtraceServer(HttpServer server, Workers workers, List<Thread> ownThreads, String bind) {
        this.server = server;
        this.workers = workers;
        this.ownThreads = ownThreads;
        this.bind = bind;
    }

    /**
     * Listens at the first free port the options allow.
     *
     * @throws IllegalArgumentException when the address is not loopback and there is no token
     * @throws IOException when the address is not of this machine, or no port is free; the message says what to do
     */
    public static OomtraceServer start(ServerOptions options, Target target) throws IOException {
        return start(options, target, HttpServers.DEFAULT);
    }

    /** The same with a server from elsewhere. */
    public static OomtraceServer start(ServerOptions options, Target target, HttpServers servers) throws IOException {
        return start(options, target, servers, new Workers());
    }

    static OomtraceServer start(ServerOptions options, Target target, HttpServers servers, Workers workers)
            throws IOException {
        InetAddress address = options.address();
        Routes routes = new Routes(target, workers);
        Router router = new Router(routes, new HostCheck(options.bind()), new BearerToken(options.token()), workers);
        Opening opening = new Opening(options, address, servers, router, workers);
        List<Thread> threads = StarterThread.run(opening);
        return new OomtraceServer(opening.server, workers, threads, options.bind());
    }

    /** Listens and starts to answer. A class, because the JDK writes one for a lambda, at every start. */
    private static final class Opening implements StarterThread.Action {
        private final ServerOptions options;
        private final InetAddress address;
        private final HttpServers servers;
        private final Router router;
        private final Workers workers;
        private HttpServer server;

        Opening(ServerOptions options, InetAddress address, HttpServers servers, Router router, Workers workers) {
            this.options = options;
            this.address = address;
            this.servers = servers;
            this.router = router;
            this.workers = workers;
        }

        @Override
        public void run() throws IOException {
            server = listen(address, options, servers);
            server.createContext("/", router);
            server.setExecutor(workers);
            server.start();
        }
    }

    private static HttpServer listen(InetAddress address, ServerOptions options, HttpServers servers)
            throws IOException {
        HttpServer server = servers.create();
        BindException reason = null;
        for (int port = options.port(); port <= options.lastPort(); port++) {
            try {
                server.bind(new InetSocketAddress(address, port), 0);
                return server;
            } catch (BindException e) {
                reason = e;
            }
        }
        server.stop(0);
        throw new IOException(
                "Cannot listen at " + options.bind() + ", ports " + options.port() + " to " + options.lastPort() + ": "
                        + reason.getMessage() + ". Give another port=, 0 for any free one, or another bind=.",
                reason);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:9666}, without a slash at its end. */
    public String url() {
        return "http://" + (bind.indexOf(':') < 0 ? bind : '[' + bind + ']') + ':' + port();
    }

    /**
     * As the JVM exits: ends the thread that waits for connections, which the JVM would give 300 ms to come back from
     * native code ({@code VM_Exit::wait_for_threads_in_native_to_block} in {@code vmOperations.cpp}). Takes no longer
     * than that itself.
     */
    public void exit() {
        Thread stop = new Thread(null, () -> server.stop(0), "oomtrace-exit", 0, false);
        stop.setDaemon(true);
        stop.start();
        try {
            stop.join(EXIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what is being answered, and returns when no thread is left. Again and again without effect. */
    @Override
    public void close() {
        server.stop(0);
        workers.close();
        try {
            for (Thread thread : ownThreads) {
                thread.join(JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

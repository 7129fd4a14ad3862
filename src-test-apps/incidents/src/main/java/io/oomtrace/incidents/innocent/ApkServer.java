package io.oomtrace.incidents.innocent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;

/** Serves {@code /app.apk} on the loopback address, from a small buffer: this JVM never holds an APK whole. */
final class ApkServer {
    private static final byte[] MB = new byte[1 << 20];

    static {
        new SplittableRandom(137).nextBytes(MB);
    }

    private final HttpServer server;
    private final int apkMb;

    /** @param apkMb length of the APK in MB of 2^20 bytes */
    private ApkServer(HttpServer server, int apkMb) {
        this.server = server;
        this.apkMb = apkMb;
    }

    static ApkServer start(int apkMb) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ApkServer apkServer = new ApkServer(server, apkMb);
        server.createContext("/app.apk", apkServer::send);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return apkServer;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, (long) apkMb * MB.length);
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < apkMb; i++) {
                body.write(MB);
            }
        }
    }
}

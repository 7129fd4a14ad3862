package io.oomtrace.incidents.innocent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * The innocent JVM: passes each APK on to a device as it comes in, and keeps none of it.
 *
 * <p>A program of its own, started by the Python parent. Prints {@code listening PORT} and runs until standard input
 * ends, so that it never outlives its parent.
 */
public final class InstallTool {
    private InstallTool() {}

    public static void main(String[] args) throws IOException {
        CountDownLatch installed = new CountDownLatch(1); // Devices are slow: no installation ends before the program.
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/install", exchange -> install(exchange, installed));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("listening " + server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void install(HttpExchange exchange, CountDownLatch installed) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            installed.await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.oomtrace.fork.program;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** An HTTP server that serves nothing. */
final class OwnServer extends HttpServer {
    @Override
    public void bind(InetSocketAddress address, int backlog) {}

    @Override
    public void start() {}

    @Override
    public void setExecutor(Executor executor) {}

    @Override
    public Executor getExecutor() {
        return null;
    }

    @Override
    public void stop(int delay) {}

    @Override
    public HttpContext createContext(String path, HttpHandler handler) {
        return null;
    }

    @Override
    public HttpContext createContext(String path) {
        return null;
    }

    @Override
    public void removeContext(String path) {}

    @Override
    public void removeContext(HttpContext context) {}

    @Override
    public InetSocketAddress getAddress() {
        return null;
    }
}

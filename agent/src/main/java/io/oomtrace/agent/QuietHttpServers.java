package io.oomtrace.agent;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import io.oomtrace.hook.HttpServerLogger;
import io.oomtrace.http.HttpServers;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Makes servers that touch nothing of the application's: they are always the JDK's, for asking for the default provider
 * would load the one the application may have named, and they log nothing, for asking for a logger would make the
 * application's log manager. Called by one thread at a time.
 */
final class QuietHttpServers implements HttpServers {
    private static final String PACKAGE = "sun.net.httpserver";

    private final Instrumentation instrumentation;

    QuietHttpServers(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public HttpServer create() throws IOException {
        HttpServerProvider provider = jdkProvider();
        HttpServerLogger.silence(Thread.currentThread());
        try {
            return provider.createHttpServer(null, 0);
        } finally {
            HttpServerLogger.silence(null);
        }
    }

    private HttpServerProvider jdkProvider() {
        try {
            instrumentation.redefineModule(
                    HttpServer.class.getModule(),
                    Set.of(),
                    Map.of(PACKAGE, Set.of(getClass().getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            return (HttpServerProvider) Class.forName(PACKAGE + ".DefaultHttpServerProvider")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has another HTTP server", e);
        }
    }
}

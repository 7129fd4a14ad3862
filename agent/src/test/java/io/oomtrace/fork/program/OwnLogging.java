package io.oomtrace.fork.program;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ResourceBundle;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Logs in every way the JDK has and makes an HTTP server. What can be replaced in that by properties or services is
 * here, too, and prints when it is made: on which thread, with which context class loader, before {@code main} or in it.
 * Arguments are {@code key=value} properties to set first.
 */
public final class OwnLogging {
    private static volatile boolean inMain;

    private OwnLogging() {}

    public static void main(String[] args) throws IOException {
        inMain = true;
        Cue.await("ready");
        for (String argument : args) {
            String[] property = argument.split("=");
            System.setProperty(property[0], property[1]);
        }
        Logger.getLogger("own.jul").info("one");
        System.getLogger("own.system").log(System.Logger.Level.INFO, "two");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        System.out.println("server " + server.getClass().getName());
        Cue.await("logged");
        server.createContext("/own", exchange -> exchange.close());
        server.stop(0);
        Logger.getLogger("own.jul").info("three");
        System.out.println("manager " + LogManager.getLogManager().getClass().getName());
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            System.out.println("handler " + handler.getClass().getName());
        }
    }

    private static void made(Object what) {
        Thread thread = Thread.currentThread();
        System.out.println("made " + what.getClass().getSimpleName() + " on " + thread.getName() + ", context "
                + thread.getContextClassLoader().getName() + (inMain ? ", in main" : ", before main"));
    }

    /** For {@code java.util.logging.manager}, as JBoss has one. */
    public static final class Manager extends LogManager {
        public Manager() {
            made(this);
        }
    }

    /** For {@code handlers} in a {@code java.util.logging.config.file}. */
    public static final class Printer extends Handler {
        public Printer() {
            made(this);
        }

        @Override
        public void publish(LogRecord record) {
            System.out.println("record " + record.getLevel() + " " + record.getLoggerName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** For {@code java.util.logging.config.class}. */
    public static final class Configuration {
        public Configuration() {
            made(this);
        }
    }

    /** For the service {@code java.lang.System.LoggerFinder}, as Log4j and SLF4J have one. */
    public static final class Finder extends System.LoggerFinder {
        public Finder() {
            made(this);
        }

        @Override
        public System.Logger getLogger(String name, Module module) {
            System.out.println("logger " + name + " for " + module.getName());
            return new System.Logger() {
                @Override
                public String getName() {
                    return name;
                }

                @Override
                public boolean isLoggable(Level level) {
                    return true;
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                    System.out.println("record " + level + " " + name);
                }

                @Override
                public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
                    System.out.println("record " + level + " " + name);
                }
            };
        }
    }

    /** For {@code com.sun.net.httpserver.HttpServerProvider}, as Jetty has one. */
    public static final class Provider extends HttpServerProvider {
        public Provider() {
            made(this);
        }

        @Override
        public HttpServer createHttpServer(InetSocketAddress address, int backlog) {
            System.out.println("server asked of the provider");
            return new OwnServer();
        }

        @Override
        public HttpsServer createHttpsServer(InetSocketAddress address, int backlog) {
            throw new UnsupportedOperationException();
        }
    }
}

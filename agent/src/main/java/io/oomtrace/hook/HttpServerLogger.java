package io.oomtrace.hook;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ResourceBundle;

/**
 * The logger of the endpoint's HTTP server: none. MUST be loaded by the bootstrap loader. Called by the JDK's HTTP
 * server instead of {@link System#getLogger(String)}.
 *
 * <p>With a logger of its own, our server would make the application's log manager before its main method runs, and
 * write into its log. The servers of the application get the logger they would have got: the lookup stands for the
 * class that asks, by whose module loggers are found.
 */
public final class HttpServerLogger implements System.Logger {
    private static final HttpServerLogger SILENT = new HttpServerLogger();

    private static volatile Thread silenced;

    private HttpServerLogger() {}

    /** Servers that this thread makes log nothing, until called again; {@code null} for no thread. */
    public static void silence(Thread thread) {
        silenced = thread;
    }

    public static System.Logger get(String name, MethodHandles.Lookup caller) throws Throwable {
        if (Thread.currentThread() == silenced) {
            return SILENT;
        }
        MethodType type = MethodType.methodType(System.Logger.class, String.class);
        return (System.Logger)
                caller.findStatic(System.class, "getLogger", type).invokeExact(name);
    }

    @Override
    public String getName() {
        return "oomtrace";
    }

    @Override
    public boolean isLoggable(Level level) {
        return false;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.spi.HttpServerProvider;
import io.oomtrace.fork.program.OwnLogging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;

/**
 * The endpoint's HTTP server leaves the application's logging alone: log manager, handlers, logger finders and HTTP
 * server providers of the application are made when it first uses them, on its thread, with its context class loader;
 * and nothing of ours is in its log. Told by what the same program prints without the agent.
 *
 * <p>An agent that is attached comes when {@code main} runs already: that is tried once for each thing that it could make
 * too early, a log manager, a logger finder and a server provider.
 */
class LoggingIT {
    private static final String MANAGER = "java.util.logging.manager=" + OwnLogging.Manager.class.getName();

    private static final Launch[] STARTED = {Launch.STARTED};

    @TempDir
    Path folder;

    @OnEachJdk
    void aLogManagerOfTheApplication(Jdk jdk) {
        isTheSame(jdk, STARTED, "made Manager on main, context app, in main", own -> own.jvmArgs("-D" + MANAGER));
    }

    @OnEachJdk
    void aLogManagerThatMainNames(Jdk jdk) {
        isTheSame(jdk, STARTED, "made Manager on main, context app, in main", own -> own.args(MANAGER));
    }

    @OnEachJdk
    void aConfigurationFileWithAHandlerOfTheApplication(Jdk jdk) throws IOException {
        String file = "-Djava.util.logging.config.file=" + configuration();
        isTheSame(jdk, STARTED, "made Printer on main, context app, in main", own -> own.jvmArgs(file));
    }

    @OnEachJdk
    void aConfigurationFileAndALogManager(Jdk jdk) throws IOException {
        String file = "-Djava.util.logging.config.file=" + configuration();
        isTheSame(
                jdk,
                Launch.values(),
                "made Manager on main, context app, in main",
                own -> own.jvmArgs(file, "-D" + MANAGER));
    }

    @OnEachJdk
    void aConfigurationFileThatMainNames(Jdk jdk) throws IOException {
        String file = "java.util.logging.config.file=" + configuration();
        isTheSame(jdk, STARTED, "made Printer on main, context app, in main", own -> own.args(file));
    }

    @OnEachJdk
    void aConfigurationClass(Jdk jdk) {
        isTheSame(
                jdk,
                STARTED,
                "made Configuration on main, context app, in main",
                own -> own.jvmArgs("-Djava.util.logging.config.class=" + OwnLogging.Configuration.class.getName()));
    }

    @OnEachJdk
    void aLoggerFinderOfTheApplication(Jdk jdk) throws IOException {
        Path service = service(System.LoggerFinder.class, OwnLogging.Finder.class);
        isTheSame(
                jdk,
                Launch.values(),
                "made Finder on main, context app, in main",
                own -> own.classPath(List.of(service)));
    }

    @OnEachJdk
    void anHttpServerProviderOfTheApplication(Jdk jdk) throws IOException {
        Path service = service(HttpServerProvider.class, OwnLogging.Provider.class);
        isTheSame(
                jdk,
                Launch.values(),
                "made Provider on main, context app, in main",
                own -> own.classPath(List.of(service)));
    }

    @OnEachJdk
    void noLoggingOfItsOwn(Jdk jdk) {
        isTheSame(jdk, STARTED, "manager java.util.logging.LogManager", own -> own);
    }

    private static void isTheSame(
            Jdk jdk, Launch[] launches, String evidence, UnaryOperator<ForkedJvmBuilder> declared) {
        ForkedJvm.Exit without = run(declared.apply(declaration(jdk)), false);
        assertThat(without.stdout()).contains(evidence);
        for (Launch launch : launches) {
            ForkedJvm.Exit with = run(declared.apply(declaration(jdk)).agent(launch, "port=0"), true);

            assertThat(with.stdout()).as("%s", launch).isEqualTo(without.stdout());
            assertThat(with.foreignStderr()).as("%s", launch).isEqualTo(without.stderr());
            assertThat(with.oomtraceLines()).as("%s", launch).hasSize(1);
            assertThat(with.code()).as("%s", launch).isEqualTo(without.code()).isZero();
        }
    }

    private static ForkedJvmBuilder declaration(Jdk jdk) {
        return ForkedJvm.on(jdk).main(OwnLogging.class).jvmArgs("-Djava.util.logging.SimpleFormatter.format=%5$s%n");
    }

    private static ForkedJvm.Exit run(ForkedJvmBuilder declared, boolean asked) {
        try (ForkedJvm jvm = declared.start()) {
            jvm.awaitReady();
            if (asked) {
                isServed(jvm.oomtrace());
            }
            jvm.send("go");
            jvm.awaitLine("logged");
            if (asked) {
                isServed(jvm.oomtrace());
            }
            jvm.send("go");
            return jvm.awaitExit();
        }
    }

    /** Before the application logs and after; HEAD is what the JDK's server warns of. */
    private static void isServed(Endpoint oomtrace) {
        assertThat(oomtrace.json("/status").required("recording").asBoolean()).isTrue();
        assertThat(oomtrace.head("/status").statusCode()).isEqualTo(200);
    }

    private Path configuration() throws IOException {
        return Files.writeString(
                folder.resolve("logging.properties"),
                "handlers=" + OwnLogging.Printer.class.getName() + "\n.level=ALL\n");
    }

    /** A class path entry that names the provider of a service. */
    private Path service(Class<?> service, Class<?> provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), provider.getName());
        return folder;
    }
}

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
 */
class LoggingIT {
    private static final String MANAGER = "java.util.logging.manager=" + OwnLogging.Manager.class.getName();

    @TempDir
    Path folder;

    @StartedAndAttached
    void aLogManagerOfTheApplication(Launch launch, Jdk jdk) {
        isTheSame(launch, jdk, "made Manager on main, context app, in main", own -> own.jvmArgs("-D" + MANAGER));
    }

    @StartedAndAttached
    void aLogManagerThatMainNames(Launch launch, Jdk jdk) {
        isTheSame(launch, jdk, "made Manager on main, context app, in main", own -> own.args(MANAGER));
    }

    @StartedAndAttached
    void aConfigurationFileWithAHandlerOfTheApplication(Launch launch, Jdk jdk) throws IOException {
        String file = "-Djava.util.logging.config.file=" + configuration();
        isTheSame(launch, jdk, "made Printer on main, context app, in main", own -> own.jvmArgs(file));
    }

    @StartedAndAttached
    void aConfigurationFileAndALogManager(Launch launch, Jdk jdk) throws IOException {
        String file = "-Djava.util.logging.config.file=" + configuration();
        isTheSame(launch, jdk, "made Manager on main, context app, in main", own -> own.jvmArgs(file, "-D" + MANAGER));
    }

    @StartedAndAttached
    void aConfigurationFileThatMainNames(Launch launch, Jdk jdk) throws IOException {
        String file = "java.util.logging.config.file=" + configuration();
        isTheSame(launch, jdk, "made Printer on main, context app, in main", own -> own.args(file));
    }

    @StartedAndAttached
    void aConfigurationClass(Launch launch, Jdk jdk) {
        isTheSame(
                launch,
                jdk,
                "made Configuration on main, context app, in main",
                own -> own.jvmArgs("-Djava.util.logging.config.class=" + OwnLogging.Configuration.class.getName()));
    }

    @StartedAndAttached
    void aLoggerFinderOfTheApplication(Launch launch, Jdk jdk) throws IOException {
        Path service = service(System.LoggerFinder.class, OwnLogging.Finder.class);
        isTheSame(launch, jdk, "made Finder on main, context app, in main", own -> own.classPath(List.of(service)));
    }

    @StartedAndAttached
    void anHttpServerProviderOfTheApplication(Launch launch, Jdk jdk) throws IOException {
        Path service = service(HttpServerProvider.class, OwnLogging.Provider.class);
        isTheSame(launch, jdk, "made Provider on main, context app, in main", own -> own.classPath(List.of(service)));
    }

    @StartedAndAttached
    void noLoggingOfItsOwn(Launch launch, Jdk jdk) {
        isTheSame(launch, jdk, "manager java.util.logging.LogManager", own -> own);
    }

    private static void isTheSame(Launch launch, Jdk jdk, String evidence, UnaryOperator<ForkedJvmBuilder> declared) {
        ForkedJvm.Exit without = run(declared.apply(declaration(jdk)), false);
        ForkedJvm.Exit with = run(declared.apply(declaration(jdk)).agent(launch, "port=0"), true);

        assertThat(without.stdout()).contains(evidence);
        assertThat(with.stdout()).isEqualTo(without.stdout());
        assertThat(with.foreignStderr()).isEqualTo(without.stderr());
        assertThat(with.oomtraceLines()).hasSize(1);
        assertThat(with.code()).isEqualTo(without.code()).isZero();
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

package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be attached to: told in one sentence, and the target does not notice. */
class RefusalIT {
    private static final String LIST = "; run 'oomtrace list' to see the JVMs of this machine";

    @TempDir
    static Path folder;

    private static Workplace workplace;

    @BeforeAll
    static void fill() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterAll
    static void empty() throws IOException {
        workplace.close();
    }

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attach", "stop", "snapshot", "threads"})
    void noSuchProcess(String verb) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        Cli.Result result = Cli.of(workplace).run(verb, ended.pid());

        assertThat(result).returns(1, Cli.Result::code);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).endsWith(" " + ended.pid() + ": there is no such process" + LIST + "\n");
    }

    @Test
    void notAJvm() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        try {
            Cli.of(workplace)
                    .run("attach", sleep.pid())
                    .failedWith(
                            "cannot attach to " + sleep.pid() + ": it is not a JVM, having no libjvm.so loaded" + LIST);
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroyForcibly().waitFor();
        }
    }

    @Test
    void anotherUsers() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli.of(workplace)
                    .launchedBy(nobody)
                    .run("attach", target.pid())
                    .failedWith("cannot attach to " + target.pid()
                            + ": it belongs to the user root and a JVM obeys its own user only;"
                            + " run this command as root");
        }
    }

    @Test
    void attachDisabledOnTheCommandLine() throws Exception {
        disabled(Map.of(), "-XX:+DisableAttachMechanism");
    }

    @Test
    void attachDisabledInTheEnvironment() throws Exception {
        disabled(Map.of("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:+DisableAttachMechanism"));
    }

    @Test
    void attachDisabledInAnArgumentFile() throws Exception {
        Path arguments = Files.writeString(folder.resolve("arguments"), "-XX:+DisableAttachMechanism\n");
        disabled(Map.of(), "@" + arguments);
    }

    private static void disabled(Map<String, String> environment, String... options) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, List.of(), Jdk.running(), environment, options)) {
            Cli.of(workplace)
                    .run("attach", target.pid())
                    .failedWith("cannot attach to " + target.pid()
                            + ": its option -XX:+DisableAttachMechanism forbids it;"
                            + " start it without that option, or with -javaagent:oomtrace.jar");
            assertThat(target.finish())
                    .as("no thread dump, as a SIGQUIT would give")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void dynamicLoadingDisabled(Jdk jdk) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, jdk, "-XX:-EnableDynamicAgentLoading")) {
            Cli.of(workplace)
                    .run("attach", target.pid())
                    .failedWith("cannot attach to " + target.pid()
                            + ": its option -XX:-EnableDynamicAgentLoading forbids it;"
                            + " start it without that option, or with -javaagent:oomtrace.jar");
        }
    }

    @Test
    void jvmTooOld() throws Exception {
        try (OldJdk old = OldJdk.in(Path.of("target").toAbsolutePath(), "11.0.2");
                IdleJvm target = IdleJvm.start(workplace, old.jdk())) {
            Cli.of(workplace)
                    .run("attach", target.pid())
                    .failedWith("cannot attach to " + target.pid()
                            + ": it runs Java 11.0.2 and oomtrace needs 17 or newer; run it on a newer JDK");
            assertThat(Cli.of(workplace).run("list").out())
                    .containsPattern(target.pid() + " +\\S+ +11\\.0\\.2 +- +idle\\.jar");
        }
    }

    @Test
    void jvmThatStopsAfterAnAttach() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli.of(workplace).run("attach", target.pid()).succeeded();
            target.signal("STOP");
            Cli.of(workplace)
                    .run("attach", target.pid(), "--timeout=1")
                    .failedWith("cannot attach to " + target.pid()
                            + ": it did not answer within 1 s; see whether it is stopped, swapped out or in a long"
                            + " collection, or give it a longer --timeout");
        }
    }

    @Test
    void stoppedJvm() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            target.signal("STOP");
            Cli.of(workplace)
                    .run("attach", target.pid(), "--timeout=1")
                    .failedWith("cannot attach to " + target.pid()
                            + ": it did not answer within 1 s; see whether it is stopped, swapped out or in a long"
                            + " collection, or give it a longer --timeout");
            try (DirectoryStream<Path> requests =
                    Files.newDirectoryStream(Path.of("/tmp"), ".attach_pid" + target.pid())) {
                assertThat(requests).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agentThatFails(Jdk jdk) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, jdk)) {
            Cli.Result result = Cli.of(workplace).run("attach", target.pid(), "behave=fail");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .endsWith("oomtrace: cannot attach to " + target.pid() + ": the hooks did not fire;"
                            + " the standard error of the process may say more\n");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void agentThatThrows(Jdk jdk) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, jdk)) {
            Cli.Result result = Cli.of(workplace).run("attach", target.pid(), "behave=throw");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .contains("cannot attach to " + target.pid())
                    .endsWith("the standard error of the process may say why\n")
                    .doesNotContain("\tat ");
            assertThat(target.errors()).anyMatch(line -> line.contains("no report from here"));
        }
    }

    @Test
    void agentThatHangs() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli.Result result = Cli.of(workplace).run("attach", target.pid(), "behave=hang", "--timeout", "1");

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("the agent has said nothing for 1 s");
        }
    }

    @Test
    void directoryOfAStranger() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        Cli root = Cli.of(workplace);
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            root.run("attach", target.pid()).succeeded();
        }
        Path agent = workplace.laidDown().orElseThrow();
        Files.setAttribute(agent, "unix:uid", 65534);
        try (IdleJvm target = IdleJvm.start(workplace, nobody, Jdk.running(), Map.of())) {
            root.run("attach", target.pid())
                    .failedWith("cannot attach to " + target.pid() + ": /proc/" + target.pid() + "/root" + agent
                            + " is not a directory that you alone can write, so its agent cannot be trusted;"
                            + " find out who made it and remove it");
        } finally {
            Files.setAttribute(agent, "unix:uid", 0);
        }
    }

    @Test
    void showsTheCauseToThoseWhoAskForIt() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli cli = Cli.of(workplace);
            assertThat(cli.run("attach", target.pid(), "--agent-jar=missing.jar")
                            .err())
                    .doesNotContain("\tat ");
            assertThat(cli.run("attach", target.pid(), "--agent-jar=missing.jar", "--debug")
                            .err())
                    .contains("NoSuchFileException", "\tat ");
            assertThat(cli.with("OOMTRACE_DEBUG", "true")
                            .run("attach", target.pid(), "--agent-jar=missing.jar")
                            .err())
                    .contains("\tat ");
        }
    }
}

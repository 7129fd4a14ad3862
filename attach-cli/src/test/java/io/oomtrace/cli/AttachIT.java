package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attaching to real JVMs with a stand-in agent. */
class AttachIT {
    private static final String URL = "http://127\\.0\\.0\\.1:\\d+/";

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
    @MethodSource("jdks")
    void attachesUpdatesAndStops(Jdk jdk) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, jdk)) {
            Cli cli = Cli.of(workplace);

            Cli.Result first = cli.run("attach", target.pid(), "depth=32").succeeded();
            assertThat(first.out())
                    .matches("oomtrace is attached to " + target.pid() + " \\(.*/idle\\.jar\\): " + URL + "\n");
            assertThat(first.err()).isEqualTo("instrumented 300 of 300 classes\n");

            Cli.Result second =
                    cli.run("attach", target.pid(), "depth=16,interval=1m").succeeded();
            assertThat(second.out())
                    .matches("oomtrace was already attached to .*: " + URL + "\nupdated depth=16, interval=1m\n");
            assertThat(cli.run("attach", target.pid()).succeeded().out()).endsWith("\nno option changed\n");

            Cli.Result stopped = cli.run("stop", target.pid()).succeeded();
            assertThat(stopped.out()).startsWith("oomtrace is stopped in " + target.pid());
            cli.run("stop", target.pid())
                    .failedWith("cannot stop oomtrace in " + target.pid()
                            + ": it is not loaded there; run 'oomtrace list' to see which JVMs run it and where");

            assertThat(cli.run("attach", target.pid()).succeeded().out()).startsWith("oomtrace is attached to ");
            assertThat(target.finish()).as("what the target printed").isEmpty();
        }
    }

    @Test
    void stopsByUrl() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli cli = Cli.of(workplace);
            String url = url(cli.run("attach", target.pid()).succeeded());

            assertThat(cli.run("stop", url).succeeded().out()).startsWith("oomtrace is stopped in " + target.pid());
            cli.run("stop", url)
                    .failedWith("cannot stop oomtrace at " + url + ": no JVM of this machine that you can see has that"
                            + " URL; run 'oomtrace list' on the machine and as the user the JVM runs as");
        }
    }

    @Test
    void needsNoAttachModule() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli jre = Cli.of(workplace).withJvmOptions("--limit-modules=java.base,java.net.http");

            assertThat(jre.run("attach", target.pid()).succeeded().out()).contains("http://127.0.0.1:");
            assertThat(jre.run("list").succeeded().out()).contains(" idle.jar");
            assertThat(jre.run("snapshot", target.pid()).succeeded().out()).startsWith("GET /snapshot ");
            jre.run("stop", target.pid()).succeeded();
        }
    }

    @Test
    void leavesNothingBehindButTheAgent() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli.of(workplace).run("attach", target.pid()).succeeded();
        }
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(Path.of("/tmp"), "{.attach_pid*,oomtrace-report-*}")) {
            assertThat(left).isEmpty();
        }
        Path agent = workplace.laidDown().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent)))
                .isEqualTo("rwx--x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.resolve("oomtrace.jar"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void repairsAnAgentThatWasCutShort() throws Exception {
        Cli cli = Cli.of(workplace);
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            cli.run("attach", target.pid()).succeeded();
        }
        Path agent = workplace.laidDown().orElseThrow();
        Files.writeString(agent.resolve("oomtrace.jar"), "PK");

        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            cli.run("attach", target.pid()).succeeded();
        }

        assertThat(workplace.laidDown()).contains(agent);
    }

    @Test
    void worksWhereSignalsAreReduced() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running(), "-Xrs")) {
            Cli.of(workplace).run("attach", target.pid()).succeeded();
        }
    }

    @Test
    void rootReachesTheJvmOfAnotherUser() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        try (IdleJvm target = IdleJvm.start(workplace, nobody, Jdk.running(), Map.of())) {
            Cli root = Cli.of(workplace);
            root.run("attach", target.pid()).succeeded();
            assertThat(root.run("list").succeeded().out())
                    .containsPattern(target.pid() + " +nobody +\\S+ +" + URL + " +idle\\.jar");
            root.run("stop", target.pid()).succeeded();
        }
    }

    @Test
    void anotherUserReachesItsOwnJvm() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        try (IdleJvm target = IdleJvm.start(workplace, nobody, Jdk.running(), Map.of())) {
            Cli cli = Cli.of(workplace).launchedBy(nobody);
            cli.run("attach", target.pid()).succeeded();
            assertThat(cli.run("threads", target.pid()).succeeded().out()).startsWith("GET /threads ");
        }
    }

    @Test
    void reachesIntoAContainer(@TempDir(factory = InVarTmp.class) Path outsideOfTmp) throws Exception {
        List<String> container = RealLinux.inContainer();
        Workplace outside = Workplace.in(outsideOfTmp);
        try (outside;
                IdleJvm target = IdleJvm.start(outside, container, Jdk.running(), Map.of())) {
            Cli cli = Cli.of(outside);
            String url = url(cli.run("attach", target.pid()).succeeded());
            assertThat(Path.of("/proc/" + target.pid() + "/root/tmp/oomtrace_root/1"))
                    .as("the rendezvous, under the pid inside")
                    .exists();
            assertThat(cli.run("list").succeeded().out())
                    .containsPattern(target.pid() + " +root +\\S+ +" + url + " +idle\\.jar");
            cli.run("stop", target.pid()).succeeded();
        }
    }

    @Test
    void passesOnTheAgentsWarnings() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Cli.Result result = Cli.of(workplace).run("attach", target.pid(), "behave=warn");
            assertThat(result.succeeded().err().lines())
                    .contains("oomtrace: warning: unknown option detph, did you mean depth?");
        }
    }

    private static String url(Cli.Result attached) {
        return attached.out().strip().replaceFirst(".* ", "");
    }
}

package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.agent.Rendezvous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code oomtrace list} on this machine. */
class ListIT {
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
    void showsVersionAgentAndMain(Jdk jdk) throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, jdk)) {
            Cli cli = Cli.of(workplace);
            assertThat(line(cli.run("list").succeeded(), target))
                    .isEqualTo(System.getProperty("user.name") + " " + jdk.version() + " - idle.jar");

            String url =
                    cli.run("attach", target.pid()).succeeded().out().strip().replaceFirst(".* ", "");

            assertThat(line(cli.run("list").succeeded(), target))
                    .isEqualTo(System.getProperty("user.name") + " " + jdk.version() + " " + url + " idle.jar");
            assertThat(cli.run("list", "--json").succeeded().out())
                    .contains("{\"pid\":" + target.pid() + ",\"user\":\"" + System.getProperty("user.name")
                            + "\",\"java_version\":\"" + jdk.version() + "\",\"main\":\"" + workplace.program()
                            + "\",\"oomtrace\":{\"url\":\"" + url + "\",\"version\":\"0.0.1\",\"started_at\":\"");
        }
    }

    @Test
    void forgetsWhatAKilledProcessOfTheSamePidLeft() throws Exception {
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            Path file = Rendezvous.file(Path.of("/tmp"), System.getProperty("user.name"), target.pid());
            new Rendezvous("http://127.0.0.1:1/", "0.0.1", Instant.EPOCH).write(file);
            assertThat(line(Cli.of(workplace).run("list").succeeded(), target)).contains(" http://127.0.0.1:1/ ");

            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));

            assertThat(line(Cli.of(workplace).run("list").succeeded(), target)).contains(" - ");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void forgetsWhatEndedProcessesLeft() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path file = Rendezvous.file(Path.of("/tmp"), System.getProperty("user.name"), ended.pid());
        new Rendezvous("http://127.0.0.1:1/", "0.0.1", Instant.now()).write(file);

        Cli.of(workplace).run("list").succeeded();

        assertThat(file).doesNotExist();
    }

    @Test
    void believesOnlyTheUserOfTheProcess() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        Path forged = Rendezvous.file(Path.of("/tmp"), "oomtrace-test", 0);
        try (IdleJvm target = IdleJvm.start(workplace, nobody, Jdk.running(), Map.of())) {
            forged = Rendezvous.file(Path.of("/tmp"), "oomtrace-test", target.pid());
            new Rendezvous("http://127.0.0.1:1/", "0.0.1", Instant.EPOCH).write(forged);

            assertThat(line(Cli.of(workplace).run("list").succeeded(), target)).contains(" - ");
        } finally {
            Files.deleteIfExists(forged);
            Files.deleteIfExists(forged.getParent());
        }
    }

    @Test
    void showsAnotherUsersByName() throws Exception {
        List<String> nobody = RealLinux.asNobody();
        try (IdleJvm target = IdleJvm.start(workplace, Jdk.running())) {
            assertThat(line(Cli.of(workplace).launchedBy(nobody).run("list").succeeded(), target))
                    .isEqualTo("root ? - idle.jar");
        }
    }

    /** The target's line without its pid, one blank between columns. */
    private static String line(Cli.Result list, IdleJvm target) {
        return list.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.startsWith(target.pid() + " "))
                .findFirst()
                .orElseThrow()
                .substring(Long.toString(target.pid()).length() + 1);
    }
}

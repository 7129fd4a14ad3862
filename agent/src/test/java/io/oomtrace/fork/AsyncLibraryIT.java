package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oomtrace.fork.program.Mirror;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where async-profiler's library cannot be had, the program runs, oomtrace says why, and samples in another way. */
@EnabledOnOs(OS.LINUX)
class AsyncLibraryIT {
    /** Gives the mounts of every place that is tried another option, for the command that follows alone. */
    private static final String REMOUNT = "for place in /tmp /var/tmp \"$HOME\" /dev/shm; do"
            + " mount --bind \"$place\" \"$place\" && mount -o remount,bind,%s \"$place\" || exit 9; done; exec \"$@\"";

    @TempDir
    Path folder;

    @Test
    void whereNothingMayBeExecuted() {
        insteadOf(remounted("noexec"), ": failed to map segment from shared object; ", "not mounted noexec");
    }

    @Test
    void whereNothingCanBeWritten() {
        insteadOf(remounted("ro"), "Read-only file system", "not mounted noexec");
    }

    @OnEachJdk
    void onAProcessorItIsNotFor(Jdk jdk) {
        insteadOf(
                program(jdk).jvmArgs("-Dos.arch=riscv64"),
                "async-profiler's library is for Linux on AMD64 and ARM64, and this is Linux on riscv64");
    }

    @OnEachJdk
    void whereSomebodyElseHasIt(Jdk jdk) throws IOException {
        Path library = folder.resolve("libasyncProfiler.so");
        String name = "libs/libasyncProfiler-4.5-linux-"
                + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64") + ".so";
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, library);
        }
        insteadOf(
                program(jdk)
                        .jvmArgs("-agentpath:" + library + "=start,event=itimer,loglevel=none,quiet,file="
                                + folder.resolve("theirs.jfr")),
                "another async-profiler is in this JVM");
    }

    @OnEachJdk
    void theFolderThatCannotBeUsedGivesWayToAnotherAndNothingIsLeft(Jdk jdk) throws IOException {
        // async-profiler's commands have commas of their own.
        Path unusable = Files.createDirectory(folder.resolve("a,b"));
        try (ForkedJvm jvm = program(jdk)
                .jvmArgs("-Djava.io.tmpdir=" + unusable)
                .agent(Launch.STARTED, "port=0,engine=async,native=on")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.json("/status").at("/engine").asString()).isEqualTo("async");
            assertThat(leftBy(jvm)).isEmpty();
            end(jvm);
        }
    }

    /** What of the process's own files is still there by name. */
    private static List<String> leftBy(ForkedJvm jvm) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(jvm.pid()), "fd"))) {
            return open.map(AsyncLibraryIT::target)
                    .filter(file -> file.contains("/oomtrace-") && !file.endsWith(" (deleted)"))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // Closed meanwhile.
        }
    }

    private static ForkedJvmBuilder remounted(String option) {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make mounts");
        assumeTrue(canRemount(option), "no mounts can be made here");
        return program(Jdk.running()).runBy("unshare", "-m", "sh", "-c", String.format(REMOUNT, option), "sh");
    }

    private static boolean canRemount(String option) {
        try {
            return new ProcessBuilder("unshare", "-m", "sh", "-c", String.format(REMOUNT, option), "sh", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void insteadOf(ForkedJvmBuilder declared, String... reasons) {
        try (ForkedJvm jvm =
                declared.agent(Launch.STARTED, "port=0,engine=async,native=on").start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.json("/status").at("/engine").asString()).isEqualTo("instrument");
            assertThat(oomtrace.json("/status").at("/engine_unavailable").asString())
                    .contains(reasons);
            HttpResponse<String> refused = oomtrace.get("/native");
            assertThat(refused.statusCode()).isEqualTo(501);
            assertThat(refused.body()).contains("native=on cannot be used: ");
            assertThat(oomtrace.get("/profile?seconds=1").statusCode()).isEqualTo(501);
            assertThat(end(jvm))
                    .satisfiesExactly(
                            engine -> assertThat(engine)
                                    .startsWith("oomtrace: engine=async cannot be used: ")
                                    .contains(reasons)
                                    .endsWith(". Allocations are sampled by instrumented code"),
                            nativeMemory -> assertThat(nativeMemory)
                                    .startsWith("oomtrace: native=on cannot be used: ")
                                    .contains(reasons),
                            startUp -> assertThat(startUp).contains("classes instrumented"));
        }
    }

    private static ForkedJvmBuilder program(Jdk jdk) {
        return ForkedJvm.on(jdk).main(Mirror.class).args("3");
    }

    private static List<String> end(ForkedJvm jvm) {
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.foreignStderr()).containsExactly("an error");
        return exit.oomtraceLines();
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the agent in {@code JAVA_TOOL_OPTIONS}, programs get it and the JDK's own tools do not: they print nothing of
 * ours, not even about options that do not exist, and the JVM's log of loaded classes has none of the hooks.
 */
class JdkToolIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String ENTRY = " io.oomtrace.agent.Premain ";
    private static final String HOOKS = " io.oomtrace.hook.";

    @TempDir
    Path folder;

    @OnEachJdk
    void theJdksOwnToolsAreLeftAlone(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Empty.java"), "class Empty {}");
        try (ForkedJvm other = ForkedJvm.on(jdk).main(Mirror.class).args("0").start()) {
            String pid = Long.toString(other.awaitReady().pid());
            isLeftAlone(jdk, "javac", "-d", folder.toString(), source.toString());
            isLeftAlone(jdk, "jar", "--create", "--file=" + folder.resolve("empty.jar"), source.toString());
            isLeftAlone(jdk, "javap", "-cp", folder.toString(), "Empty");
            isLeftAlone(jdk, "jcmd", pid, "VM.version");
            isLeftAlone(jdk, "jstack", pid);
            isLeftAlone(jdk, "jps");
        }
        assertThat(folder.resolve("Empty.class")).isNotEmptyFile();
        assertThat(folder.resolve("empty.jar")).isNotEmptyFile();
    }

    private void isLeftAlone(Jdk jdk, String... command) throws Exception {
        ToolRun run = run(jdk, "port=0,colour=blue", command);

        assertThat(run.stdout()).noneMatch(line -> line.startsWith("oomtrace"));
        assertThat(run.stderr()).singleElement().asString().startsWith("Picked up JAVA_TOOL_OPTIONS: ");
        assertThat(run.code()).isZero();
        assertThat(run.classes()).contains(ENTRY).doesNotContain(HOOKS);
    }

    @OnEachJdk
    void unlessTheyAreAskedFor(Jdk jdk) throws Exception {
        ToolRun run = run(jdk, "port=0,tools=on", "javac", "-version");

        assertThat(run.stderr()).anyMatch(line -> line.matches("oomtrace \\S+: http://127\\.0\\.0\\.1:\\d+/ .*"));
        assertThat(run.stdout()).containsExactly("javac " + version(jdk));
        assertThat(run.code()).isZero();
        assertThat(run.classes()).contains(ENTRY).contains(HOOKS);
    }

    @OnEachJdk
    void aProgramGetsTheAgent(Jdk jdk) {
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(Mirror.class)
                .args("0")
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + Repository.agentJar() + "=port=0");
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.json("/status").required("pid").asLong()).isEqualTo(jvm.pid());
            assertThat(jvm.awaitExit().oomtraceLines()).hasSize(1);
        }
    }

    private ToolRun run(Jdk jdk, String agentOptions, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, command[0], ".log");
        List<String> line = new ArrayList<>(List.of(command));
        line.set(0, jdk.tool(command[0]).toString());
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().remove("OOMTRACE_OPTIONS");
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-javaagent:" + Repository.agentJar() + "=" + agentOptions + " -Xlog:class+load:file=" + log);
        Process process = builder.start();
        Output stdout = Output.of("stdout", process.getInputStream());
        Output stderr = Output.of("stderr", process.getErrorStream());
        List<String> printed = stdout.awaitEnd(DEADLINE);
        return new ToolRun(process.waitFor(), printed, stderr.awaitEnd(DEADLINE), Files.readString(log));
    }

    /** As the JDK's release file has it. */
    private static String version(Jdk jdk) throws IOException {
        return Files.readAllLines(jdk.home().resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("JAVA_VERSION=|\"", ""))
                .findFirst()
                .orElseThrow();
    }

    /** @param classes the JVM's log of the classes it loaded */
    private record ToolRun(int code, List<String> stdout, List<String> stderr, String classes) {}
}

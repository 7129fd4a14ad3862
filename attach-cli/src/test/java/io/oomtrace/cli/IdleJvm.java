package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM to attach to, running the program of the workplace; killed by {@link #close}. */
final class IdleJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private IdleJvm(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
        this.errors = errors;
    }

    static IdleJvm start(Workplace workplace, Jdk jdk, String... jvmOptions) throws IOException {
        return start(workplace, List.of(), jdk, Map.of(), jvmOptions);
    }

    /** Starts it as the argument of {@code launcher}, such as one that changes the user. */
    static IdleJvm start(
            Workplace workplace, List<String> launcher, Jdk jdk, Map<String, String> environment, String... jvmOptions)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(jdk.java().toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-jar", workplace.program().toString()));
        Path errors = Files.createTempFile(workplace.folder(), "target", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.directory(workplace.folder().toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        IdleJvm jvm = new IdleJvm(builder.start(), errors);
        String line = jvm.output.readLine();
        if (!"ready".equals(line)) {
            jvm.close();
            throw new IOException("no ready line but " + line + Files.readString(errors));
        }
        return jvm;
    }

    /** Its pid here, also if a launcher has put it into a namespace of its own. */
    long pid() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .reduce((parent, child) -> child)
                .orElseThrow()
                .pid();
    }

    /** Ends it in order and returns what it had printed after {@code ready}. */
    List<String> finish() throws IOException {
        process.getOutputStream().close();
        return output.lines().toList();
    }

    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /** Sends it a signal by name. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill failed");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

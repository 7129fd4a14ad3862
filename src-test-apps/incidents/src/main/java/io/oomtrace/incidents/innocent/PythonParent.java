package io.oomtrace.incidents.innocent;

import io.oomtrace.incidents.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The Python process that holds the memory, and below it the Java tool.
 *
 * <p>It ends when {@link #close()} is called or when this JVM dies, however it dies: its standard input is a pipe from
 * here.
 */
final class PythonParent implements AutoCloseable {
    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Path script;
    private long toolPid;

    private PythonParent(Process process, Path script) {
        this.process = process;
        this.script = script;
    }

    /** Starts it; throws {@link FailedException} when that Python cannot be run. */
    static PythonParent start(String python, int apkPort, int threads) throws IOException {
        Path script = writeScript();
        List<String> tool = List.of(javaCommand(), "-Xmx32m", "-cp", classPath(), InstallTool.class.getName());
        ProcessBuilder builder = new ProcessBuilder(
                        python, script.toString(), String.valueOf(apkPort), String.valueOf(threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.command().addAll(tool);
        try {
            return new PythonParent(builder.start(), script);
        } catch (IOException e) {
            Files.deleteIfExists(script);
            throw new FailedException(
                    "Cannot run " + python + " (" + e.getMessage() + "): install Python 3, or name it with --python=.");
        }
    }

    /** Returns once every thread has its APK in memory; throws {@link FailedException} when it dies before that. */
    void awaitHolding(Consumer<String> progress) throws IOException, InterruptedException {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("holding")) {
                return;
            }
            if (line.startsWith("tool ")) {
                toolPid = Long.parseLong(line.substring("tool ".length()));
            }
            progress.accept(line);
        }
        int exitCode = process.waitFor();
        throw new FailedException(
                "The Python parent ended with exit code " + exitCode
                        + " before every thread had its APK: 137 means killed, otherwise see what it printed.",
                Math.max(1, exitCode));
    }

    long pid() {
        return process.pid();
    }

    long toolPid() {
        return toolPid;
    }

    /** Completes with its exit code, 128 plus the signal when it was killed. */
    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends it and the tool; by force when they do not end themselves within some seconds. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            Files.deleteIfExists(script);
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path writeScript() throws IOException {
        Path script = Files.createTempFile("innocent-jvm-parent", ".py");
        try (InputStream resource = PythonParent.class.getResourceAsStream("parent.py")) {
            Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The jar or the folder of classes this program runs from. */
    private static String classPath() {
        try {
            return Path.of(PythonParent.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged CLI, run as its user runs it: {@code java -jar oomtrace-cli.jar}. */
record Cli(Workplace workplace, List<String> launcher, List<String> jvmOptions, Map<String, String> environment) {
    private static final int MOST_SECONDS = 60;

    static Cli of(Workplace workplace) {
        return new Cli(workplace, List.of(), List.of(), Map.of());
    }

    Cli launchedBy(List<String> other) {
        return new Cli(workplace, other, jvmOptions, environment);
    }

    Cli withJvmOptions(String... options) {
        return new Cli(workplace, launcher, List.of(options), environment);
    }

    Cli with(String variable, String value) {
        return new Cli(workplace, launcher, jvmOptions, Map.of(variable, value));
    }

    Result run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Jdk.running().java().toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", workplace.cli().toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = Files.createTempFile(workplace.folder(), "cli", ".out");
        Path err = Files.createTempFile(workplace.folder(), "cli", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workplace.folder().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("OOMTRACE_AGENT_JAR", workplace.agent().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the CLI hangs: " + command);
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** What it printed and how it ended. */
    record Result(int code, String out, String err) {
        /** Checks a success that had nothing to complain about. */
        Result succeeded() {
            assertThat(code).as(err).isZero();
            return this;
        }

        /** Checks a failure told in one sentence. */
        void failedWith(String sentence) {
            assertThat(err.lines()).containsExactly("oomtrace: " + sentence);
            assertThat(this).returns(1, Result::code).returns("", Result::out);
        }
    }
}

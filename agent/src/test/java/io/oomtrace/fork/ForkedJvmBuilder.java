package io.oomtrace.fork;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Declares a program to be run by {@link ForkedJvm}: main class or jar, arguments, agent, JDK. Not thread-safe. */
public final class ForkedJvmBuilder {
    /** Variables that would change what a JVM does or how the agent behaves. */
    private static final List<String> CLEARED =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "OOMTRACE_OPTIONS");

    private final Jdk jdk;
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> runner = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private List<Path> classPath = List.of(testClasses());
    private String mainClass;
    private Path jar;
    private Launch launch;
    private String agentOptions = "";
    private Path directory = Repository.file(".");

    ForkedJvmBuilder(Jdk jdk) {
        this.jdk = jdk;
    }

    public ForkedJvmBuilder main(Class<?> program) {
        return main(program.getName());
    }

    public ForkedJvmBuilder main(String className) {
        mainClass = className;
        return this;
    }

    /** Runs a jar by its manifest, with {@code -jar}. */
    public ForkedJvmBuilder jar(Path runnable) {
        jar = runnable;
        return this;
    }

    /** Adds to the class path, which begins with the classes of these tests. */
    public ForkedJvmBuilder classPath(List<Path> entries) {
        classPath = Stream.concat(classPath.stream(), entries.stream()).toList();
        return this;
    }

    public ForkedJvmBuilder jvmArgs(String... more) {
        jvmArguments.addAll(List.of(more));
        return this;
    }

    public ForkedJvmBuilder args(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** A command that runs what follows it, in its own process. */
    public ForkedJvmBuilder runBy(String... command) {
        runner.addAll(List.of(command));
        return this;
    }

    /** Sets an environment variable; those that would change a JVM or the agent are otherwise unset. */
    public ForkedJvmBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs it with the agent; {@code options} is the agent string, {@code key=value,…} or empty. */
    public ForkedJvmBuilder agent(Launch how, String options) {
        launch = how;
        agentOptions = options;
        return this;
    }

    public ForkedJvmBuilder directory(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    public ForkedJvm start() {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(directory.toFile());
        CLEARED.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        try {
            return new ForkedJvm(this, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Jdk jdk() {
        return jdk;
    }

    String agentOptions() {
        return agentOptions;
    }

    boolean attachesLater() {
        return launch == Launch.ATTACHED;
    }

    List<String> command() {
        List<String> command = new ArrayList<>(runner);
        command.add(jdk.tool("java").toString());
        command.addAll(jvmArguments);
        if (launch == Launch.STARTED) {
            command.add("-javaagent:" + Repository.agentJar() + (agentOptions.isEmpty() ? "" : "=" + agentOptions));
        }
        if (jdk.feature() >= 21) {
            command.add("-XX:+EnableDynamicAgentLoading"); // silences the JVM's warning should an agent be attached
        }
        if (jar != null) {
            command.add("-jar");
            command.add(jar.toString());
        } else {
            command.add("-cp");
            command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            command.add(mainClass);
        }
        command.addAll(arguments);
        return command;
    }

    private static Path testClasses() {
        try {
            return Path.of(ForkedJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

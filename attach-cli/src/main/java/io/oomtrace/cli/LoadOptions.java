package io.oomtrace.cli;

import io.oomtrace.cli.attach.AgentJar;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the commands that load the agent have in common. */
final class LoadOptions {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up when the JVM has said nothing for so long (default: ${DEFAULT-VALUE}).")
    int timeout;

    @Option(
            names = "--agent-jar",
            paramLabel = "JAR",
            defaultValue = "${env:OOMTRACE_AGENT_JAR}",
            description = "Use this oomtrace.jar, not the one carried in here.")
    Path agentJar;

    Duration patience() {
        return Duration.ofSeconds(timeout);
    }

    AgentJar jar(String what) {
        return agentJar == null ? AgentJar.carried(what) : AgentJar.of(agentJar, what);
    }
}

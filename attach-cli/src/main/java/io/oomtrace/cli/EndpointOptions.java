package io.oomtrace.cli;

import io.oomtrace.cli.http.Endpoint;
import picocli.CommandLine.Parameters;

/** Which endpoint to ask, and how. */
final class EndpointOptions extends ConnectionOptions {
    @Parameters(
            index = "0",
            paramLabel = "PID|URL",
            converter = Target.RunningConverter.class,
            description = "A JVM of this machine that runs oomtrace, or the URL its agent has printed.")
    Target.Running target;

    Endpoint endpoint() {
        return endpoint(target);
    }
}

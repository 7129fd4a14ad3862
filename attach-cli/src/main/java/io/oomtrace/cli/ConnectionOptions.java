package io.oomtrace.cli;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Endpoint;
import io.oomtrace.cli.http.Query;
import io.oomtrace.cli.jvm.JvmTable;
import io.oomtrace.cli.jvm.TargetJvm;
import io.oomtrace.snapshot.Capture;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How to ask an endpoint. */
class ConnectionOptions {
    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:OOMTRACE_TOKEN}",
            showDefaultValue = Visibility.NEVER,
            description = "The token of an endpoint that wants one (default: the environment's OOMTRACE_TOKEN).")
    String token;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Give up when there is no answer for so long (default: ${DEFAULT-VALUE}).")
    int timeout;

    final Endpoint endpoint(Target.Running target) {
        URI url = target instanceof Target.Pid process ? urlOf(process.pid()) : ((Target.Url) target).url();
        return new Endpoint(url, token, Duration.ofSeconds(timeout));
    }

    /**
     * All that is known of a program, as it is saved or would be.
     *
     * @param kept the name of what a program that runs keeps; null for it as it is
     */
    final Capture capture(Target target, String kept) {
        if (target instanceof Target.Saved saved) {
            return SavedSnapshots.read(saved.file());
        }
        String path = kept == null ? "snapshot/file" : Part.keptPath(kept) + "/file";
        byte[] file = endpoint((Target.Running) target).get(path, new Query(), SaveCommand.FILE_TYPE);
        return SavedSnapshots.read(file, "what the endpoint sent");
    }

    private static URI urlOf(long pid) {
        String what = "cannot read from " + pid;
        TargetJvm jvm = JvmTable.ofThisMachine().require(pid, what);
        Rendezvous agent = jvm.agent()
                .orElseThrow(() -> new CommandFailure(
                        what, "it does not run oomtrace", "run 'oomtrace attach " + pid + "' first"));
        if (agent.url().isEmpty()) {
            throw new CommandFailure(
                    what, "its agent runs without an endpoint", "see in the agent's options why, and switch it on");
        }
        return URI.create(agent.url());
    }
}

package io.oomtrace.cli;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.attach.AttachSession;
import io.oomtrace.cli.attach.ReportLine;
import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.JvmTable;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oomtrace stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Takes oomtrace out of a JVM: its classes are restored, its endpoint is closed, no thread is left.")
final class StopCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "PID|URL",
            converter = Target.RunningConverter.class,
            description = "A JVM of this machine, or the URL its agent has printed.")
    Target.Running target;

    @Mixin
    LoadOptions load;

    @Override
    public Integer call() {
        JvmTable table = JvmTable.ofThisMachine();
        long pid = target instanceof Target.Pid process ? process.pid() : find(table, ((Target.Url) target).url());
        String what = "cannot stop oomtrace in " + pid;
        TargetJvm jvm = table.require(pid, what);
        if (jvm.agent().isEmpty()) {
            throw new CommandFailure(
                    what, "it is not loaded there", "run 'oomtrace list' to see which JVMs run it and where");
        }
        ProgressLine progress = ProgressLine.onStandardError(spec.commandLine().getErr(), "restored");
        new AttachSession(jvm, table.ours(), load.patience(), what).load(load.jar(what), "command=stop", line -> {
            if (line instanceof ReportLine.Progress step) {
                progress.show(step.done(), step.total());
            } else if (line instanceof ReportLine.Warning warning) {
                progress.end();
                spec.commandLine().getErr().println("oomtrace: warning: " + warning.text());
            }
        });
        progress.end();
        spec.commandLine().getOut().println("oomtrace is stopped in " + pid + " (" + jvm.main() + ")");
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Stopping goes through the JVM's attach mechanism, so the URL has to be that of a JVM of this machine. */
    private static long find(JvmTable table, URI url) {
        String what = "cannot stop oomtrace at " + url;
        try {
            return table.rows().stream()
                    .filter(row -> row.agent()
                            .map(Rendezvous::url)
                            .filter(url.toString()::equals)
                            .isPresent())
                    .map(row -> row.process().pid())
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            what,
                            "no JVM of this machine that you can see has that URL",
                            "run 'oomtrace list' on the machine and as the user the JVM runs as"));
        } catch (IOException e) {
            throw new CommandFailure(what, CommandFailure.reason(e), "give its pid", e);
        }
    }
}

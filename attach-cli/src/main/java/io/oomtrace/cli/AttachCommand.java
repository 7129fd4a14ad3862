package io.oomtrace.cli;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.attach.AttachSession;
import io.oomtrace.cli.attach.ReportLine;
import io.oomtrace.cli.jvm.JvmTable;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oomtrace attach}. */
@Command(
        name = "attach",
        description = {
            "Loads oomtrace into a running JVM and prints the URL of its endpoint.",
            "Where it runs already, the options given are changed and nothing else."
        })
final class AttachCommand implements Callable<Integer> {
    private static final List<String> RESERVED = List.of("command", "report");

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "A JVM of this machine.")
    long pid;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Options of the agent, as words or joined by commas.")
    List<String> words = new ArrayList<>();

    @Mixin
    LoadOptions load;

    @Override
    public Integer call() {
        String options = agentOptions();
        String what = "cannot attach to " + pid;
        JvmTable table = JvmTable.ofThisMachine();
        TargetJvm jvm = table.require(pid, what);
        jvm.requireAttachable(what);
        Optional<Rendezvous> before = jvm.agent();
        ProgressLine progress = ProgressLine.onStandardError(spec.commandLine().getErr(), "instrumented");
        AttachResult result = new AttachResult(progress);
        new AttachSession(jvm, table.ours(), load.patience(), what).load(load.jar(what), options, result::accept);
        progress.end();
        print(jvm, before, result);
        return 0;
    }

    private void print(TargetJvm jvm, Optional<Rendezvous> before, AttachResult result) {
        PrintWriter out = spec.commandLine().getOut();
        String url = result.url()
                .or(() -> before.map(Rendezvous::url))
                .filter(known -> !known.isEmpty())
                .orElse("no endpoint");
        String where = jvm.process().pid() + " (" + jvm.main() + "): " + url;
        if (before.isEmpty() && result.updated().isEmpty()) {
            out.println("oomtrace is attached to " + where);
        } else {
            out.println("oomtrace was already attached to " + where);
            out.println(
                    result.updated().isEmpty()
                            ? "no option changed"
                            : "updated " + String.join(", ", result.updated()));
        }
        out.flush();
    }

    /** The words as the agent wants them. The keys this program uses itself are refused. */
    private String agentOptions() {
        String options = String.join(",", words);
        for (String option : options.split(",", -1)) {
            String key = option.substring(0, Math.max(option.indexOf('='), 0));
            if (RESERVED.contains(key)) {
                throw new ParameterException(
                        spec.commandLine(), "The option " + key + "= is for oomtrace's own use and cannot be given");
            }
        }
        for (String word : words) {
            if (!word.contains("=")) {
                throw new ParameterException(
                        spec.commandLine(), "'" + word + "' is not an option of the agent, which look like key=value");
            }
        }
        return options;
    }

    /** Collects what the report says and shows what should be shown at once. */
    private final class AttachResult {
        private final ProgressLine progress;
        private final List<String> updated = new ArrayList<>();
        private String url;

        AttachResult(ProgressLine progress) {
            this.progress = progress;
        }

        void accept(ReportLine line) {
            if (line instanceof ReportLine.Url found) {
                url = found.url();
            } else if (line instanceof ReportLine.Updated change) {
                updated.add(change.option());
            } else if (line instanceof ReportLine.Progress step) {
                progress.show(step.done(), step.total());
            } else if (line instanceof ReportLine.Warning warning) {
                progress.end();
                spec.commandLine().getErr().println("oomtrace: warning: " + warning.text());
                spec.commandLine().getErr().flush();
            }
        }

        Optional<String> url() {
            return Optional.ofNullable(url);
        }

        List<String> updated() {
            return updated;
        }
    }
}

package io.oomtrace.cli.attach;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.ProcessStatus;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.bytebuddy.agent.VirtualMachine;

/**
 * One load of the agent into a JVM: a thread waits for the JVM's answer while the caller's thread reads the report.
 *
 * @param target what to load it into, checked
 * @param ours the process that asks
 * @param patience how long the JVM may say nothing
 * @param what the start of the sentence if it fails
 */
public record AttachSession(TargetJvm target, ProcessStatus ours, Duration patience, String what) {
    private static final long POLL_MILLIS = 50;

    /**
     * Loads the agent and returns when it has reported its end.
     *
     * @param options the agent's own, {@code key=value,…}
     * @param listener is called in this thread for each line but the last
     * @throws CommandFailure if the agent could not be loaded or says that it failed
     */
    public void load(AgentJar jar, String options, Consumer<ReportLine> listener) {
        try {
            VirtualMachine machine = VirtualMachine.ForHotSpot.attach(
                    Long.toString(target.process().pid()), new AttachHandshake(target, ours, patience, what));
            TargetJvm.requireJava(
                    what, Optional.ofNullable(machine.getSystemProperties().getProperty("java.version")));
            String path = jar.installFor(target, ours, what);
            try (ReportFile report = ReportFile.create(target, ours)) {
                String all = options.isEmpty() ? "" : "," + options;
                AgentLoad load = AgentLoad.start(machine, path, "report=" + report.pathInTarget() + all);
                follow(load, report, listener);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    what,
                    target.process().exists() ? CommandFailure.reason(e) : "it has ended",
                    "see that it runs and that its /tmp is writable, then try again",
                    e);
        }
    }

    private void follow(AgentLoad load, ReportFile report, Consumer<ReportLine> listener) throws IOException {
        long lastNews = System.nanoTime();
        while (true) {
            boolean ended = load.awaitEnd(POLL_MILLIS);
            List<ReportLine> lines = report.next();
            for (ReportLine line : lines) {
                if (line instanceof ReportLine.Done) {
                    return;
                } else if (line instanceof ReportLine.Failed failed) {
                    throw new CommandFailure(what, failed.reason(), "the standard error of the process may say more");
                }
                listener.accept(line);
                lastNews = System.nanoTime();
            }
            if (ended) {
                throw load.failure(what);
            }
            if (System.nanoTime() - lastNews > patience.toNanos()) {
                throw new CommandFailure(
                        what,
                        "the agent has said nothing for " + patience.toSeconds() + " s",
                        "see with 'oomtrace list' whether it came up meanwhile, or give it a longer --timeout");
            }
        }
    }
}

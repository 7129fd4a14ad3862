package io.oomtrace.cli.attach;

import io.oomtrace.cli.error.CommandFailure;
import java.io.IOException;
import net.bytebuddy.agent.VirtualMachine;

/** The JVM's own command to load an agent, which answers only when the agent's start has returned. */
final class AgentLoad extends Thread {
    private final VirtualMachine machine;
    private final String jar;
    private final String options;
    private volatile Exception failure;

    private AgentLoad(VirtualMachine machine, String jar, String options) {
        super("oomtrace-attach");
        this.machine = machine;
        this.jar = jar;
        this.options = options;
        setDaemon(true);
    }

    static AgentLoad start(VirtualMachine machine, String jar, String options) {
        AgentLoad load = new AgentLoad(machine, jar, options);
        load.start();
        return load;
    }

    @Override
    public void run() {
        try {
            machine.loadAgent(jar, options);
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Waits, and tells whether the JVM has answered. */
    boolean awaitEnd(long millis) {
        try {
            join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isAlive();
    }

    /** What an answer without a report means. Byte Buddy throws the JVM's text as an IllegalStateException. */
    CommandFailure failure(String what) {
        Exception cause = failure;
        if (cause == null) {
            return new CommandFailure(
                    what, "the agent ended without a report", "the standard error of the process may say why");
        }
        String reason = CommandFailure.reason(cause);
        if (reason.contains("EnableDynamicAgentLoading")) {
            return new CommandFailure(
                    what,
                    "its option -XX:-EnableDynamicAgentLoading forbids it",
                    "start it without that option, or with -javaagent:oomtrace.jar",
                    cause);
        }
        return new CommandFailure(
                what,
                "the JVM refused the agent (" + reason + ")",
                "the standard error of the process may say more",
                cause);
    }
}

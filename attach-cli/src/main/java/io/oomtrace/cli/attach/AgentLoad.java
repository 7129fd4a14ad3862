package io.oomtrace.cli.attach;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.IOException;
import java.util.Optional;
import net.bytebuddy.agent.VirtualMachine;

/** The JVM's own command to load an agent, which answers only when the agent's start has returned; so a thread waits. */
final class AgentLoad extends Thread {
    private final SocketConnection connection;
    private final String jar;
    private final String options;
    private final String what;
    private volatile Exception failure;

    private AgentLoad(SocketConnection connection, String jar, String options, String what) {
        super("oomtrace-attach");
        this.connection = connection;
        this.jar = jar;
        this.options = options;
        this.what = what;
        setDaemon(true);
    }

    static AgentLoad start(SocketConnection connection, String jar, String options, String what) {
        AgentLoad load = new AgentLoad(connection, jar, options, what);
        load.start();
        return load;
    }

    @Override
    public void run() {
        try {
            VirtualMachine machine = VirtualMachine.ForHotSpot.attach("", pid -> connection);
            String version = machine.getSystemProperties().getProperty("java.version");
            TargetJvm.requireJava(what, Optional.ofNullable(version));
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

    /**
     * What an answer without a report means. JDKs before 21 refuse with a status, which Byte Buddy throws with the JVM's
     * text as an IllegalStateException; later ones answer with the text alone.
     */
    CommandFailure failure() {
        Exception cause = failure;
        if (cause instanceof CommandFailure told) {
            return told;
        }
        String reason = cause == null ? connection.rest().strip() : CommandFailure.reason(cause);
        if (reason.contains("EnableDynamicAgentLoading")) {
            return new CommandFailure(
                    what,
                    "its option -XX:-EnableDynamicAgentLoading forbids it",
                    "start it without that option, or with -javaagent:oomtrace.jar",
                    cause);
        }
        return new CommandFailure(
                what,
                "the agent ended without a report (" + reason + ")",
                "the standard error of the process may say why",
                cause);
    }
}

package io.oomtrace.cli.jvm;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.error.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that has been checked to be a HotSpot JVM we may talk to. The checks only read: an agent cannot be loaded
 * into half a JVM, and the signal that asks for attachment would kill a process that is none.
 *
 * @param process where to read more
 * @param status as it was when checked
 * @param libjvm path of its JVM library under its own root
 */
public record TargetJvm(ProcessEntry process, ProcessStatus status, String libjvm) {
    /** The first Java whose class files, and whose JVM, the agent is made for. */
    private static final int FIRST_JAVA = 17;

    private static final String LIST = "run 'oomtrace list' to see the JVMs of this machine";

    /**
     * Checks {@code process}.
     *
     * @param what the start of the sentence if it fails, such as {@code cannot attach to 4711}
     * @throws CommandFailure if there is none, it is another user's, or it is no HotSpot JVM
     */
    public static TargetJvm require(ProcessEntry process, ProcessStatus ours, String what) {
        try {
            if (!process.exists()) {
                throw new CommandFailure(what, "there is no such process", LIST);
            }
            ProcessStatus status = process.status();
            if (ours.uid() != 0 && !ours.sameUser(status)) {
                String user = process.user();
                throw new CommandFailure(
                        what,
                        "it belongs to the user " + user + " and a JVM obeys its own user only",
                        "run this command as " + user + " or as root");
            }
            String libjvm = process.library("libjvm.so")
                    .orElseThrow(() -> new CommandFailure(what, "it is not a JVM, having no libjvm.so loaded", LIST));
            if (process.library("libj9vm29.so").isPresent()) {
                throw new CommandFailure(
                        what,
                        "it is an OpenJ9 JVM and oomtrace knows HotSpot only",
                        "run it on an OpenJDK with HotSpot");
            }
            return new TargetJvm(process, status, libjvm);
        } catch (IOException e) {
            throw unreadable(process, what, e);
        }
    }

    /** Checks what an agent needs beyond that, as far as it can be seen from outside. */
    public void requireAttachable(String what) {
        requireJava(what, version());
        if (JvmFlags.of(process).isOn("DisableAttachMechanism") || attachIsOffInPerformanceData()) {
            throw new CommandFailure(
                    what,
                    "its option -XX:+DisableAttachMechanism forbids it",
                    "start it without that option, or with -javaagent:oomtrace.jar");
        }
    }

    /** Checks a version as the JDK writes it; one that cannot be read passes. */
    public static void requireJava(String what, Optional<String> version) {
        Optional<Integer> feature = version.map(JavaRelease::new).flatMap(JavaRelease::feature);
        if (feature.isPresent() && feature.get() < FIRST_JAVA) {
            throw new CommandFailure(
                    what,
                    "it runs Java " + version.get() + " and oomtrace needs " + FIRST_JAVA + " or newer",
                    "run it on a newer JDK");
        }
    }

    /** The version its JDK's release file gives, if it has one. */
    public Optional<String> version() {
        return JavaRelease.of(process.root(), libjvm).map(JavaRelease::version);
    }

    /** Main class or jar. */
    public String main() {
        return JvmTable.main(process.arguments());
    }

    /** The agent that runs in it. */
    public Optional<Rendezvous> agent() {
        return RunningAgent.in(process);
    }

    private boolean attachIsOffInPerformanceData() {
        Optional<Path> file = TemporaryFile.find(process, "hsperfdata_");
        try {
            return file.isPresent()
                    && PerformanceData.read(file.get(), "sun.rt.jvmCapabilities")
                            .map(capabilities -> capabilities.text().startsWith("0"))
                            .orElse(false);
        } catch (IOException e) {
            return false;
        }
    }

    private static CommandFailure unreadable(ProcessEntry process, String what, IOException e) {
        return process.exists()
                ? new CommandFailure(
                        what,
                        "the system does not let us read " + CommandFailure.reason(e),
                        "run this command as root, in a container with the capability SYS_PTRACE",
                        e)
                : new CommandFailure(what, "it has just ended", LIST, e);
    }
}

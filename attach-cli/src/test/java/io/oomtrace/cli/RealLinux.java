package io.oomtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What some tests need of the machine beyond a JDK; where it is missing, they say so and count as skipped. */
final class RealLinux {
    private RealLinux() {}

    /** A launcher that runs what follows as the user {@code nobody}. */
    static List<String> asNobody() {
        require(isRoot() && exists("setpriv"), "only root can run a JVM as another user, with setpriv");
        return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }

    /** A launcher that gives what follows its own pids and its own {@code /tmp}, as a container does. */
    static List<String> inContainer() throws IOException, InterruptedException {
        List<String> launcher = List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "sh",
                "-c",
                "mount -t tmpfs -o mode=1777 none /tmp && mount -t proc proc /proc && exec \"$@\"",
                "sh");
        require(isRoot() && exists("unshare"), "only root can make namespaces, with unshare");
        List<String> probe = new ArrayList<>(launcher);
        probe.add("true");
        require(new ProcessBuilder(probe).start().waitFor() == 0, "this machine lets nobody make namespaces");
        return launcher;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean exists(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program));
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
    }
}

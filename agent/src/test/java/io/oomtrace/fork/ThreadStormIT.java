package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.ThreadStorm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Thread dumps taken while threads are started by the thousand show none of them blocked in our code. */
class ThreadStormIT {
    private static final Path STORM = Repository.file("agent/src/test/java/io/oomtrace/fork/program/ThreadStorm.java");
    private static final int THREADS = 10_000;
    private static final int DUMPS = 10;

    @StartedAndAttached
    void noThreadIsBlockedInOurCode(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(ThreadStorm.class)
                .args(Integer.toString(THREADS))
                .agent(launch, "port=0")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("storm");
            List<List<String>> stacks = new ArrayList<>();
            for (int i = 0; i < DUMPS; i++) {
                stacks.addAll(stacks(jvm.jdkTool("jcmd", "Thread.print")));
            }
            jvm.send("enough");
            jvm.awaitLine("over");

            assertThat(stacks).anyMatch(stack -> stack.get(0).startsWith("\"starter-"));
            assertThat(stacks)
                    .filteredOn(stack -> !stack.get(0).startsWith("\"oomtrace-"))
                    .filteredOn(ThreadStormIT::isHeldUp)
                    .noneMatch(stack -> stack.stream().anyMatch(ThreadStormIT::isOurs));
            String site = SourceLine.marked(STORM, "site: storm").inParentheses();
            Table.Row row = jvm.oomtrace()
                    .table("/threads?by=line&sort=threads_started&format=json")
                    .top()
                    .get(0);
            assertThat(row.key()).endsWith(site);
            assertThat(row.value("threads_started")).isGreaterThanOrEqualTo(THREADS);
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    /** One list of lines for each thread of a dump. */
    private static List<List<String>> stacks(List<String> dump) {
        List<List<String>> stacks = new ArrayList<>();
        for (String line : dump) {
            if (line.startsWith("\"")) {
                stacks.add(new ArrayList<>());
            }
            if (!stacks.isEmpty()) {
                stacks.get(stacks.size() - 1).add(line);
            }
        }
        return stacks;
    }

    private static boolean isHeldUp(List<String> stack) {
        return stack.stream()
                .anyMatch(line -> line.contains("Thread.State: BLOCKED") || line.contains("State: WAITING"));
    }

    private static boolean isOurs(String line) {
        return line.contains("at io.oomtrace.") && !line.contains("at io.oomtrace.fork.");
    }
}

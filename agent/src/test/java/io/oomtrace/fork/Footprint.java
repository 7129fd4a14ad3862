package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds that an agent could leave behind, by the JDK's own tools.
 *
 * @param classes names of classes in all class loaders, but of lambdas
 * @param metaspaceMib used and not given back, class space included, old versions of redefined classes too
 * @param threads platform threads of Java
 */
record Footprint(long classes, double metaspaceMib, long threads) {
    private static final Pattern USED = Pattern.compile("([\\d.]+) (bytes|KB|MB) +\\([^)]*\\) used");
    private static final Pattern GIVEN_BACK = Pattern.compile("blocks with ([\\d.]+) (bytes|KB|MB)");

    /** Collections after which nothing more goes away. */
    private static final int UNCHANGED = 5;

    /**
     * Collects until nothing more goes away: an old version of a class stays as long as compiled code of it does, and
     * that is dropped some time after it was found unused.
     */
    static Footprint settled(ForkedJvm jvm) {
        Deque<Footprint> last = new ArrayDeque<>(List.of(afterCollection(jvm)));
        await("classes to be unloaded")
                .pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    Footprint now = afterCollection(jvm);
                    if (now.metaspaceMib < last.getFirst().metaspaceMib) {
                        last.clear();
                    }
                    last.addLast(now);
                    return last.size() > UNCHANGED;
                });
        return last.getFirst();
    }

    private static Footprint afterCollection(ForkedJvm jvm) {
        jvm.jdkTool("jcmd", "GC.run");
        jvm.jdkTool("jcmd", "GC.run"); // classes of objects that had to be finalised or dequeued first
        return new Footprint(classes(jvm), metaspaceMib(jvm), threadNames(jvm).size());
    }

    /** jstat would not do: a redefined class counts as loaded again, and blocks given back count as used. */
    private static double metaspaceMib(ForkedJvm jvm) {
        String both = jvm.jdkTool("jcmd", "VM.metaspace").stream()
                .filter(line -> line.contains(" Both:") && line.contains(" deallocated:"))
                .findFirst()
                .orElseThrow();
        return mib(both, USED) - mib(both, GIVEN_BACK);
    }

    private static double mib(String line, Pattern figure) {
        Matcher found = figure.matcher(line);
        assertThat(found.find()).as(line).isTrue();
        double number = Double.parseDouble(found.group(1));
        return switch (found.group(2)) {
            case "bytes" -> number / (1 << 20);
            case "KB" -> number / (1 << 10);
            default -> number;
        };
    }

    /**
     * Without lambdas: the JDK makes a class for each where it is first used after its surrounding class was redefined,
     * by whomever, and keeps it.
     */
    private static long classes(ForkedJvm jvm) {
        return jvm.jdkTool("jcmd", "VM.class_hierarchy").stream()
                .filter(line -> !line.contains("$$Lambda"))
                .map(line -> line.replaceFirst("^[| -]*", "").replaceFirst("/.*", ""))
                .distinct()
                .count();
    }

    /** Names of all Java threads there are. */
    static List<String> threadNames(ForkedJvm jvm) {
        return jvm.jdkTool("jcmd", "Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains(" #"))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }
}

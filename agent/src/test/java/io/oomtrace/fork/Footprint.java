package io.oomtrace.fork;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a JVM holds that an agent could leave behind, by the JDK's own tools.
 *
 * @param classes in all class loaders, old versions of redefined classes included
 * @param metaspaceKib used, class space included
 * @param threads platform threads of Java
 */
record Footprint(long classes, double metaspaceKib, long threads) {
    /**
     * Collects until nothing more goes away: an old version of a class stays as long as compiled code of it does, and
     * that is dropped after it was found unused twice.
     */
    static Footprint settled(ForkedJvm jvm) {
        AtomicReference<Footprint> last = new AtomicReference<>(afterCollection(jvm));
        await("classes to be unloaded")
                .pollInterval(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    Footprint now = afterCollection(jvm);
                    return now.classes >= last.getAndSet(now).classes;
                });
        return last.get();
    }

    private static Footprint afterCollection(ForkedJvm jvm) {
        jvm.jdkTool("jcmd", "GC.run");
        jvm.jdkTool("jcmd", "GC.run"); // classes of objects that had to be finalised or dequeued first
        double metaspace = column(jvm.jdkTool("jstat", "-gc"), "MU");
        return new Footprint(classes(jvm), metaspace, threadNames(jvm).size());
    }

    /** Loaded minus unloaded, as jstat has them, would not do: a redefined class counts as loaded again. */
    private static long classes(ForkedJvm jvm) {
        String total = jvm.jdkTool("jcmd", "VM.classloader_stats").stream()
                .filter(line -> line.startsWith("Total = "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.split("\\s+")[3]);
    }

    /** Names of all Java threads there are. */
    static List<String> threadNames(ForkedJvm jvm) {
        return jvm.jdkTool("jcmd", "Thread.print").stream()
                .filter(line -> line.startsWith("\"") && line.contains(" #"))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    private static double column(List<String> table, String name) {
        String[] names = table.get(0).trim().split("\\s+");
        String[] values = table.get(1).trim().split("\\s+");
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return Double.parseDouble(values[i]);
            }
        }
        throw new AssertionError("No column " + name + " in " + table);
    }
}

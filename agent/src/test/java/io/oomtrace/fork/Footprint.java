package io.oomtrace.fork;

import java.util.List;

/**
 * What a JVM holds that an agent could leave behind, by the JDK's own tools, after a full collection.
 *
 * @param classes loaded and not unloaded
 * @param metaspaceKib used, class space included
 * @param threads platform threads of Java
 */
record Footprint(long classes, double metaspaceKib, long threads) {
    static Footprint of(ForkedJvm jvm) {
        jvm.jdkTool("jcmd", "GC.run");
        jvm.jdkTool("jcmd", "GC.run"); // classes of objects that had to be finalised or dequeued first
        long loaded = (long) column(jvm.jdkTool("jstat", "-class"), "Loaded");
        long unloaded = (long) column(jvm.jdkTool("jstat", "-class"), "Unloaded");
        double metaspace = column(jvm.jdkTool("jstat", "-gc"), "MU");
        return new Footprint(loaded - unloaded, metaspace, threadNames(jvm).size());
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

package io.oomtrace.agent;

import io.oomtrace.internals.Internals;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.stack.Names;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the JVM count the heap by class: the diagnostic command {@code GC.class_histogram}, as jcmd does. Without an
 * MBean server, which would be the application's to make. The JVM stands still meanwhile. Any thread.
 */
final class ClassHistogram {
    private static final String COMMAND = "GC.class_histogram";

    private final Instrumentation instrumentation;

    ClassHistogram(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * @param live whether garbage is collected first, all of it
     * @throws IllegalStateException when this JVM has no such command
     */
    Histogram take(boolean live) {
        try {
            Internals internals = new Internals(instrumentation);
            Class<?> commands = Class.forName("com.sun.management.internal.DiagnosticCommandImpl");
            Object bean = internals.call(internals.method(commands, "getDiagnosticCommandMBean"), null);
            Method execute = internals.method(commands, "executeDiagnosticCommand", String.class);
            String answer = (String) internals.call(execute, bean, live ? COMMAND : COMMAND + " -all");
            return new Histogram(Instant.now(), live, parse(answer));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("this JVM does not count its classes: " + e, e);
        }
    }

    /** Lines of {@code 1: 10338 672248 [B (java.base@17.0.15)}; classes of one name are one. */
    static List<Histogram.Count> parse(String answer) {
        Map<String, Histogram.Count> byType = new HashMap<>();
        for (String line : answer.split("\n")) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[0].endsWith(":")) {
                String type = Names.type(columns[3]);
                Histogram.Count before = byType.getOrDefault(type, new Histogram.Count(type, 0, 0));
                byType.put(
                        type,
                        new Histogram.Count(
                                type,
                                before.instances() + Long.parseLong(columns[1]),
                                before.bytes() + Long.parseLong(columns[2])));
            }
        }
        List<Histogram.Count> classes = new ArrayList<>(byType.values());
        classes.sort((a, b) -> Long.compare(b.bytes(), a.bytes()));
        return classes;
    }
}

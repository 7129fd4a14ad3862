package io.oomtrace.incidents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tools of the JDK the tests run on: an account of a JVM that owes nothing to the programs under test. */
public final class Jdk {
    private Jdk() {}

    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** What {@code jcmd PID COMMAND...} prints. */
    public static String jcmd(long pid, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(tool("jcmd"), String.valueOf(pid)).redirectErrorStream(true);
        builder.command().addAll(List.of(command));
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Live instances and bytes of a class after a full collection; "Total" for all classes together. */
    public static Count histogram(long pid, String className) throws IOException {
        String histogram = jcmd(pid, "GC.class_histogram");
        String name = className.equals("Total") ? "" : "\\s+" + Pattern.quote(className) + "(\\s.*)?";
        String start = className.equals("Total") ? "Total" : "\\s*\\d+:";
        Matcher row = Pattern.compile("(?m)^" + start + "\\s+(\\d+)\\s+(\\d+)" + name + "$")
                .matcher(histogram);
        return row.find() ? new Count(Long.parseLong(row.group(1)), Long.parseLong(row.group(2))) : new Count(0, 0);
    }

    /** How many threads of that name are alive. */
    public static long threads(long pid, String name) throws IOException {
        return jcmd(pid, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"" + name + "\""))
                .count();
    }

    /** A row of a class histogram. */
    public record Count(long instances, long bytes) {}
}

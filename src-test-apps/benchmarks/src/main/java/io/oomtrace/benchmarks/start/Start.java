package io.oomtrace.benchmarks.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One start of {@link Hello}, to its end.
 *
 * @param cpuSeconds of the whole process, user and system
 * @param sharedClasses classes that came from the archive of class data sharing
 */
record Start(double cpuSeconds, double wallSeconds, int sharedClasses) {
    /** What the shell's {@code times} says of its children: the second line. */
    private static final Pattern TIMES = Pattern.compile("\\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    private static final String SHARED = "source: shared objects file";

    static Start of(String java, Path jar, List<String> jvmArguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("oomtrace-benchmark");
        Path classes = folder.resolve("classes");
        try {
            long begun = System.nanoTime();
            String said = run(java, jar, jvmArguments);
            double wall = (System.nanoTime() - begun) / 1e9;
            List<String> logging = new ArrayList<>(jvmArguments);
            logging.add("-Xlog:class+load:file=" + classes);
            run(java, jar, logging);
            int shared = (int) Files.readAllLines(classes).stream()
                    .filter(line -> line.contains(SHARED))
                    .count();
            return new Start(cpuSeconds(said), wall, shared);
        } finally {
            Files.deleteIfExists(classes);
            Files.delete(folder);
        }
    }

    private static String run(String java, Path jar, List<String> jvmArguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh", java));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", jar.toString(), Hello.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed:\n" + said);
        }
        return said;
    }

    /** @throws IOException when {@code said} does not end as {@code times} does */
    static double cpuSeconds(String said) throws IOException {
        Matcher times = TIMES.matcher(said);
        if (!times.find()) {
            throw new IOException("no times in: " + said);
        }
        return 60 * (Integer.parseInt(times.group(1)) + Integer.parseInt(times.group(3)))
                + Double.parseDouble(times.group(2))
                + Double.parseDouble(times.group(4));
    }
}

package io.oomtrace.benchmarks.overhead;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** @param words of the command; one of them is {@link #PID}, in place of the program's */
record Command(List<String> words) implements Action {
    static final String PID = "PID";

    @Override
    public void apply(long pid) throws IOException, InterruptedException {
        List<String> command = words.stream()
                .map(word -> word.equals(PID) ? Long.toString(pid) : word)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean refused = said.contains("return code") && !said.contains("return code: 0");
        if (process.waitFor() != 0 || refused || said.contains("Warning!")) {
            throw new IOException(String.join(" ", command) + " failed: " + said);
        }
    }
}

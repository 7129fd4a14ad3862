package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Records {@code jdk.ObjectAllocationSample} and adds up the weights. Flight Recorder has nothing that adds up to live
 * bytes: {@code jdk.OldObjectSample} says of some objects that they live, and not for how many they stand.
 */
final class FlightRecorder implements Tool {
    private static final String EVENT = "jdk.ObjectAllocationSample";

    /** With a plus, as the settings have no such event yet. */
    private static final String ADDED = "+" + EVENT;

    private final Jdk jdk;
    private final ForkedJvm program;
    private final Path file = Files.createTempFile("accuracy", ".jfr");

    FlightRecorder(ForkedJvm program, Jdk jdk) throws IOException {
        this.program = program;
        this.jdk = jdk;
        program.answer("ready");
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        jcmd(
                "JFR.start",
                "name=known",
                "settings=none",
                ADDED + "#enabled=true",
                ADDED + "#throttle=10000/s",
                ADDED + "#stackTrace=true");
    }

    @Override
    public Map<String, Map<String, Estimate>> estimates() throws IOException, InterruptedException {
        jcmd("JFR.stop", "name=known", "filename=" + file);
        Map<String, Double> bytes = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(EVENT) && event.getStackTrace() != null) {
                String site = site(event.getStackTrace().getFrames());
                bytes.merge(site, (double) event.getLong("weight"), Double::sum);
            }
        }
        Map<String, Estimate> bySite = new HashMap<>();
        bytes.forEach((site, sum) -> bySite.put(site, Estimate.withoutInterval(sum)));
        return Map.of(ALLOC, bySite);
    }

    private static String site(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            if (frame.isJavaFrame() && frame.getMethod().getType().getName().equals(Sites.class.getName())) {
                return frame.getMethod().getName();
            }
        }
        return "elsewhere";
    }

    private void jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jdk.tool("jcmd"), Long.toString(program.pid())));
        command.addAll(List.of(arguments));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}

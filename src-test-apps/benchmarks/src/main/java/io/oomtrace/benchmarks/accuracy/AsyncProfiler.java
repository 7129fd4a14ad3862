package io.oomtrace.benchmarks.accuracy;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.oomtrace.benchmarks.run.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts and stops async-profiler in the program by attaching, and reads its collapsed stacks. It tells either what was
 * allocated or what of it is live: one of the two from one run.
 */
final class AsyncProfiler implements Tool {
    private static final Pattern STACK = Pattern.compile(".*/Sites\\.(site\\d).* (\\d+)");

    private final Path library;
    private final String metric;
    private final ForkedJvm program;
    private final VirtualMachine attached;
    private final Path file = Files.createTempFile("accuracy", ".collapsed");

    /** @param metric which of the two to ask for */
    AsyncProfiler(ForkedJvm program, Path library, String metric) throws IOException {
        this.library = library;
        this.metric = metric;
        this.program = program;
        program.answer("ready");
        try {
            attached = VirtualMachine.attach(Long.toString(program.pid()));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void begin() throws IOException {
        command("start,event=alloc,alloc=4k" + (metric.equals(LIVE) ? ",live" : ""));
    }

    @Override
    public Map<String, Map<String, Estimate>> estimates() throws IOException {
        if (metric.equals(LIVE)) {
            program.say("gc");
            program.answer("collected");
        }
        command("stop,collapsed,total,file=" + file);
        Map<String, Double> bytes = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher stack = STACK.matcher(line);
            if (stack.matches()) {
                bytes.merge(stack.group(1), Double.parseDouble(stack.group(2)), Double::sum);
            }
        }
        Map<String, Estimate> bySite = new HashMap<>();
        bytes.forEach((site, sum) -> bySite.put(site, Estimate.withoutInterval(sum)));
        return Map.of(metric, bySite);
    }

    private void command(String arguments) throws IOException {
        try {
            attached.loadAgentPath(library.toString(), arguments);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new IOException("async-profiler refused " + arguments, e);
        }
    }

    @Override
    public void close() throws IOException {
        attached.detach();
        Files.delete(file);
    }
}

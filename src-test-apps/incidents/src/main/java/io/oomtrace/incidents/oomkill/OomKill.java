package io.oomtrace.incidents.oomkill;

import io.oomtrace.incidents.Arguments;
import io.oomtrace.incidents.Hold;
import io.oomtrace.incidents.Incident;
import io.oomtrace.incidents.Option;
import java.util.List;

/** The load program of the kernel kills: takes memory chunk by chunk up to a target and holds it. */
public final class OomKill implements Incident {
    private static final Option<Integer> CHUNK_MB =
            Option.integer("chunk-mb", 10, 1, 1024, "MB taken at a time; 100 in the report");
    private static final Option<Integer> TARGET_MB = Option.integer(
            "target-mb",
            100,
            1,
            1_000_000,
            "MB to reach; 25000 in the cgroup kill of the report, 5600 in the global one");

    @Override
    public String name() {
        return "oom-kill";
    }

    @Override
    public String summary() {
        return "Killed by the kernel: a load program takes memory until something gives.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(CHUNK_MB, TARGET_MB);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "As in the report: java -Xmx26g -jar incidents.jar oom-kill --chunk-mb=100 --target-mb=25000",
                "-Xmx below the memory there is makes the JVM's own OutOfMemoryError come first; above the cgroup's",
                "limit, the kernel kills.");
    }

    @Override
    public void run(Arguments arguments, Hold hold) throws InterruptedException {
        int chunkMb = arguments.get(CHUNK_MB);
        int targetMb = arguments.get(TARGET_MB);
        Chunks chunks = new Chunks(chunkMb, targetMb);
        boolean reached = chunks.takeAll(System.out);
        if (!reached) {
            hold.say("OutOfMemoryError after " + chunks.takenMb() + " MB of " + targetMb + " MB");
        }
        hold.ready(this, "allocated_mb=" + chunks.takenMb() + " target_mb=" + targetMb + " reached=" + reached);
        hold.await();
        hold.say("released " + chunks.takenMb() + " MB");
    }
}

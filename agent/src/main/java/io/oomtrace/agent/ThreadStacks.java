package io.oomtrace.agent;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.Names;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the threads of this JVM are, as the platform's management bean tells: all of one moment, for which they stand
 * still. Virtual threads are not among them, and threads of this tool are left out. Any thread.
 */
final class ThreadStacks {
    private static final String OWN_THREADS = "oomtrace-";

    /** In the names of hidden classes alone: {@code com.acme.Main$$Lambda/0x00007f01}. */
    private static final char HIDDEN = '/';

    private static final List<Metric> METRICS = List.of(new Metric("threads", Metric.Unit.COUNT, false));

    private record Place(CallStack stack, String state, String thread) {}

    private ThreadStacks() {}

    /**
     * The type of each site is the state.
     *
     * @param depth frames of a stack that are told at most
     */
    static Snapshot now(int depth) {
        Map<Place, Integer> counts = new LinkedHashMap<>();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, depth + 1)) {
            if (thread != null && !thread.getThreadName().startsWith(OWN_THREADS)) {
                Place place = new Place(
                        stack(thread.getStackTrace(), depth),
                        thread.getThreadState().name(),
                        Names.thread(thread.getThreadName()));
                counts.merge(place, 1, Integer::sum);
            }
        }
        List<Site> sites = new ArrayList<>();
        counts.forEach(
                (place, count) -> sites.add(new Site(place.stack, place.state, place.thread, Values.exact(count))));
        return new Snapshot(Instant.now(), new Engine("ThreadMXBean", true, Map.of()), List.of(), METRICS, sites);
    }

    /** Without frames of hidden classes, as other stacks are: such a class has another name each time. */
    private static CallStack stack(StackTraceElement[] leafFirst, int depth) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < leafFirst.length && i < depth; i++) {
            if (leafFirst[i].getClassName().indexOf(HIDDEN) < 0) {
                frames.add(frame(leafFirst[i]));
            }
        }
        return CallStack.of(frames, leafFirst.length > depth);
    }

    private static Frame frame(StackTraceElement element) {
        String file = element.getFileName();
        String module = element.getModuleName();
        return new Frame(
                element.getClassName(),
                element.getMethodName(),
                file == null ? "" : file,
                element.getLineNumber(),
                module == null ? "" : module);
    }
}

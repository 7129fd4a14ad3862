package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Names;
import io.oomtrace.stack.Stacks;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What the tables say they take in the heap, beside the JVM's own histogram of it. */
class TableSizesTest {
    private static final int SITES = 20_000;
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final HeapSizes sizes = new HeapSizes(instrumentation()::getObjectSize);

    /** By reflection, because the class has annotations that are not on the class path, which is a warning. */
    private static Instrumentation instrumentation() {
        try {
            return (Instrumentation) Class.forName("net.bytebuddy.agent.ByteBuddyAgent")
                    .getMethod("install")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes of all objects that can be reached. */
    private static long heap() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Matcher total = TOTAL.matcher(histogram);
        assertThat(total.find()).isTrue();
        return Long.parseLong(total.group(1));
    }

    @Test
    void ofSites() throws Exception {
        SiteTable sites = new SiteTable(SITES);
        heap();
        long before = heap();
        for (int i = 0; i < SITES; i++) {
            List<Frame> frames = new ArrayList<>();
            frames.add(new Frame("Leaf", "run", "Leaf.java", i));
            frames.add(new Frame("Middle", "run", "Middle.java", i / 2));
            frames.add(new Frame("Main", "main", "Main.java", 1));
            sites.at(new Stacks.Named(frames, false), Names.type("[B"), new String("main"))
                    .add(1000, 0.5);
        }
        assertThat((double) sites.heapBytes(sizes)).isCloseTo(heap() - before, withinPercentage(20));
        assertThat(sites.size()).isEqualTo(SITES);
    }

    @Test
    void ofLiveObjects() throws Exception {
        heap();
        long before = heap();
        LiveSet live = new LiveSet(SITES, new SplittableRandom(1));
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        for (int i = 0; i < SITES / 2; i++) {
            live.add(new TrackedObject(this, queue, 0, 1000, 0.5));
        }
        assertThat((double) live.heapBytes(sizes)).isCloseTo(heap() - before, withinPercentage(20));
        assertThat(live.size()).isEqualTo(SITES / 2);
    }
}

package io.oomtrace.asyncprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.Stacks;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final int INTERVAL = 64 << 10;
    private static final int BYTES = 0;
    private static final int COUNT = 1;
    private static final int ALLOCATED_BYTES = 2;

    private final NativeMemory memory = new NativeMemory(INTERVAL, 100, 1024, "oomtrace-");

    private static Stacks.Named stack(String function) {
        return new Stacks.Named(
                List.of(
                        Frame.ofNative("libasyncProfiler.so", function),
                        Frame.ofNative("libz.so", "deflateInit2_"),
                        new Frame("com.acme.Zip", "open", "Zip.java", 7)),
                false);
    }

    @Test
    void whatIsFreedIsNotThereAnyMore() {
        memory.allocated(1, 2 * INTERVAL, stack("malloc_hook"), "main");
        memory.allocated(2, INTERVAL, stack("malloc_hook"), "main");
        memory.freed(1);
        memory.freed(3);

        Site site = only(memory.snapshot(true));
        assertThat(site.values().value(BYTES)).isEqualTo(INTERVAL);
        assertThat(site.values().value(COUNT)).isEqualTo(1);
        assertThat(site.values().error(BYTES)).isZero();
        assertThat(site.values().value(ALLOCATED_BYTES)).isEqualTo(3 * INTERVAL);
    }

    @Test
    void theFunctionIsTheTypeAndItsCallerTheLeaf() {
        memory.allocated(1, INTERVAL, stack("calloc_hook"), "main");

        Site site = only(memory.snapshot(true));
        assertThat(site.type()).isEqualTo("calloc");
        assertThat(site.stack().leaf()).isEqualTo(Frame.ofNative("libz.so", "deflateInit2_"));
        assertThat(site.stack().leaf()).hasToString("(libz.so) deflateInit2_");
    }

    @Test
    void anAddressThatIsTakenAgainWasFreedThoughNobodySawIt() {
        memory.allocated(1, INTERVAL, stack("malloc_hook"), "main");
        memory.allocated(1, INTERVAL, stack("malloc_hook"), "main");

        assertThat(only(memory.snapshot(true)).values().value(COUNT)).isEqualTo(1);
    }

    @Test
    void theAgentsOwnIsLeftOut() {
        memory.allocated(1, INTERVAL, stack("malloc_hook"), "oomtrace-http-#");
        memory.allocated(2, INTERVAL, null, "main");

        assertThat(memory.snapshot(true).sites()).isEmpty();
    }

    @Test
    void eachIsWeighedByItsChanceEvenWhereThereIsNoRoomForAll() {
        int size = 1000;
        int calls = 2_000_000;
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < calls; i++) {
            if (random.nextInt(INTERVAL) < size) {
                memory.allocated(i, size, stack("malloc_hook"), "main");
            }
        }

        Site site = only(memory.snapshot(true));
        double truth = (double) calls * size;
        assertThat(memory.figures().get("blocks_admission").doubleValue()).isLessThan(0.1);
        assertThat(memory.figures().get("blocks_tracked").intValue()).isLessThanOrEqualTo(1024);
        assertThat(site.values().value(BYTES))
                .isCloseTo(truth, within(2 * site.values().error(BYTES)));
        assertThat(site.values().error(BYTES)).isLessThan(truth / 8);
        assertThat(site.values().value(ALLOCATED_BYTES)).isCloseTo(truth, within(truth / 20));
    }

    @Test
    void aResetForgets() {
        memory.allocated(1, INTERVAL, stack("malloc_hook"), "main");
        memory.reset();

        assertThat(memory.snapshot(true).sites()).isEmpty();
    }

    private static Site only(Snapshot snapshot) {
        assertThat(snapshot.sites()).hasSize(1);
        return snapshot.sites().get(0);
    }
}

package io.oomtrace.incidents.timingwheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestHandlerTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void startsAThreadForEveryRequest() {
        long before = wheels();
        RequestHandler handler = new RequestHandler(3600);

        for (int i = 0; i < 20; i++) {
            handler.handle(new Request(i, new byte[0]));
        }

        assertThat(wheels() - before).isEqualTo(20);
    }

    @Test
    void aSharedCacheHasOneThreadUntilItIsClosed() {
        long before = wheels();
        TimingWheelCache cache = new TimingWheelCache(3600);
        SharedCacheHandler handler = new SharedCacheHandler(cache);

        for (int i = 0; i < 20; i++) {
            handler.handle(new Request(i, new byte[0]));
        }

        assertThat(cache.size()).isEqualTo(20);
        assertThat(wheels() - before).isEqualTo(1);
        cache.close();
        await().until(() -> wheels() == before);
    }

    @Test
    void aKnownKeyKeepsItsEntry() {
        try (TimingWheelCache cache = new TimingWheelCache(3600)) {
            assertThat(cache.putIfAbsent("key", new byte[1])).isTrue();
            assertThat(cache.putIfAbsent("key", new byte[1])).isFalse();
            assertThat(cache.size()).isEqualTo(1);
        }
    }

    private static long wheels() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter("timing-wheel"::equals)
                .count();
    }
}

package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadStacksTest {
    private static final int THREADS = 5;
    private static final int DEEP = 500;

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void start() {
        for (int i = 0; i < THREADS; i++) {
            start("stacked-" + i, this::waitForTheEnd);
        }
        start("deep", () -> descend(DEEP));
        start("oomtrace-own", this::waitForTheEnd);
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void descend(int more) {
        if (more == 0) {
            waitForTheEnd();
        } else {
            descend(more - 1);
        }
    }

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void threadsOfOneStackAreOneSite() {
        Site site = only(64, one -> one.thread().equals("stacked-#"));
        assertThat(site.type()).isEqualTo("WAITING");
        assertThat(site.values().value(0)).isEqualTo(THREADS);
        assertThat(site.stack().frames()).anyMatch(frame -> frame.methodName().equals("waitForTheEnd"));
        assertThat(site.stack().frames())
                .filteredOn(frame -> frame.className().startsWith("java.lang.Thread"))
                .extracting(Frame::module)
                .containsOnly("java.base");
        assertThat(site.stack().frames()).noneMatch(frame -> frame.className().contains("Lambda"));
        assertThat(site.stack().truncated()).isFalse();
    }

    @Test
    void aStackThatIsTooDeepSaysSo() {
        Site site = only(64, one -> one.thread().equals("deep"));
        assertThat(site.stack().frames()).hasSize(64);
        assertThat(site.stack().truncated()).isTrue();
    }

    @Test
    void ownThreadsAreLeftOut() {
        assertThat(ThreadStacks.now(64).sites()).noneMatch(site -> site.thread().startsWith("oomtrace-"));
    }

    private static Site only(int depth, Predicate<Site> which) {
        List<Site> sites =
                ThreadStacks.now(depth).sites().stream().filter(which).toList();
        assertThat(sites).hasSize(1);
        return sites.get(0);
    }
}

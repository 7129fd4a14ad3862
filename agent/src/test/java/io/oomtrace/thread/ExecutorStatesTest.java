package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Timer;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutorStatesTest {
    private ExecutorStates states;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        states = ExecutorStates.open();
    }

    static List<ExecutorService> executors() {
        return List.of(Executors.newFixedThreadPool(1), new ScheduledThreadPoolExecutor(1), new ForkJoinPool(1));
    }

    @ParameterizedTest
    @MethodSource("executors")
    void anExecutorHasTerminatedWhenItsLastTaskIsDone(ExecutorService executor) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> await(done));
        assertThat(states.isTerminated(executor)).isFalse();
        executor.shutdown();
        assertThat(states.isTerminated(executor)).isFalse();
        done.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(states.isTerminated(executor)).isTrue();
    }

    @Test
    void whatASubclassSaysIsNotAsked() {
        Liar liar = new Liar();
        assertThat(states.isTerminated(liar)).isFalse();
        liar.shutdown();
        assertThat(states.isTerminated(liar)).isTrue();
        assertThat(liar.asked).isFalse();
    }

    @Test
    void aTimerHasNoThreadLeftOnceItIsCancelled() {
        Timer timer = new Timer(true);
        timer.cancel();
        assertThat(states.isTerminated(timer)).isTrue();
    }

    @Test
    void ofAnExecutorThatIsNotTheJdksNothingIsSaid() {
        assertThat(states.isTerminated(new Foreign())).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Liar extends ThreadPoolExecutor {
        private boolean asked;

        Liar() {
            super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        public boolean isTerminated() {
            asked = true;
            throw new IllegalStateException("asked");
        }
    }

    private static final class Foreign extends AbstractExecutorService {
        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return true;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }
}

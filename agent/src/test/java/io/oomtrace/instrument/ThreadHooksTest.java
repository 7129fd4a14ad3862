package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.hook.ThreadListener;
import io.oomtrace.hook.Threads;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where the hooks are in the classes of each JDK, by the calls in its class files before and after; and that they work,
 * by classes of the same shape that the JVM verifies and runs.
 */
class ThreadHooksTest {
    private static final String STARTING = "hook: starting";
    private static final String ENDED = "hook: ended";
    private static final String CREATED = "hook: executorCreated";
    private static final String SHUTDOWN = "hook: executorShutdown";

    private static final String CREATED_POOL = "created " + Pool.class.getName();

    private final long failuresBefore = Threads.failures();
    private final List<String> heard = new ArrayList<>();

    @OnEachJdk
    void threadsAreReportedBeforeTheJvmStartsThemAndFirstThingInTheirExit(Jdk jdk) throws IOException {
        Map<String, List<String>> calls = calls("java/lang/Thread", jdk);
        assertThat(calls.get("start()V")).contains("start0");
        assertThat(calls).containsKey("exit()V");

        calls.values().forEach(method -> insertBefore("start0", STARTING, method));
        calls.get("exit()V").add(0, ENDED);
        assertThat(hookedCalls("java/lang/Thread", jdk)).isEqualTo(calls);
    }

    @OnEachJdk
    void virtualThreadsAreReportedOnceTheyWillStartAndWhenTheyAreDone(Jdk jdk) throws IOException {
        if (jdk.feature() < 21) {
            assertThat(exists("java/lang/VirtualThread", jdk)).isFalse();
            return;
        }
        Map<String, List<String>> calls = calls("java/lang/VirtualThread", jdk);
        List<String> start = calls.get("start(Ljdk/internal/vm/ThreadContainer;)V");
        assertThat(start.indexOf("setThreadContainer")).isGreaterThan(start.indexOf("compareAndSetState"));

        insertBefore("setThreadContainer", STARTING, start);
        calls.get("afterDone(Z)V").add(0, ENDED);
        assertThat(hookedCalls("java/lang/VirtualThread", jdk)).isEqualTo(calls);
    }

    @OnEachJdk
    void executorsAreReportedByConstructorsThatCallNoOtherAndByWhatShutsThemDown(Jdk jdk) throws IOException {
        executor(
                "java/util/concurrent/ThreadPoolExecutor", Set.of("shutdown()V", "shutdownNow()Ljava/util/List;"), jdk);
        executor("java/util/Timer", Set.of("cancel()V"), jdk);
        executor("java/lang/ref/Cleaner", Set.of(), jdk);
        if (jdk.feature() < 21) {
            executor("java/util/concurrent/ForkJoinPool", Set.of("shutdown()V", "shutdownNow()Ljava/util/List;"), jdk);
        } else {
            Set<String> shutdowns = Set.of("shutdown()V", "shutdownNow()Ljava/util/List;", "close()V");
            executor("java/util/concurrent/ForkJoinPool", shutdowns, jdk);
            executor("java/util/concurrent/ThreadPerTaskExecutor", shutdowns, jdk);
        }
    }

    private static void executor(String name, Set<String> shutdowns, Jdk jdk) throws IOException {
        Map<String, List<String>> calls = calls(name, jdk);
        assertThat(calls.keySet()).containsAll(shutdowns);
        calls.forEach((method, called) -> {
            if (method.startsWith("<init>") && !called.contains("this.<init>")) {
                assertThat(called).as(name + method).contains(MethodCalls.RETURN);
                insertBefore(MethodCalls.RETURN, CREATED, called);
            }
        });
        shutdowns.forEach(method -> calls.get(method).add(0, SHUTDOWN));
        assertThat(hookedCalls(name, jdk)).isEqualTo(calls);
    }

    @OnEachJdk
    void otherClassesAreLeftAlone(Jdk jdk) throws IOException {
        for (String name : List.of("java/util/concurrent/ScheduledThreadPoolExecutor", "java/util/TimerThread")) {
            assertThat(transformer().instrument(null, name, classFile(name, jdk)))
                    .as(name)
                    .isNull();
        }
    }

    @Test
    void aThreadIsReportedAtItsStartAndItsEnd() throws Exception {
        Class<?> type = hooked(StartingThread.class, "java/lang/Thread");
        Thread thread = (Thread) type.getConstructor().newInstance();
        listen();
        thread.start();
        assertThat(heard).containsExactly("starting " + thread.getName());
        call(thread, "exit");
        assertThat(heard).containsExactly("starting " + thread.getName(), "ended " + thread.getName());
    }

    @Test
    void anExecutorIsReportedOnceWhicheverConstructorMakesIt() throws Exception {
        Class<?> type = hooked(Pool.class, "java/util/concurrent/ThreadPoolExecutor");
        listen();
        type.getConstructor().newInstance();
        assertThat(heard).containsExactly(CREATED_POOL);
        type.getConstructor(int.class).newInstance(0);
        assertThat(heard).containsExactly(CREATED_POOL, CREATED_POOL);
    }

    @Test
    void anExecutorWhoseConstructorThrowsIsNotReported() throws Exception {
        Class<?> type = hooked(Pool.class, "java/util/concurrent/ThreadPoolExecutor");
        listen();
        assertThatThrownBy(() -> type.getConstructor(int.class).newInstance(-1))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void everyShutdownOfAnExecutorIsReported() throws Exception {
        Class<?> type = hooked(Pool.class, "java/util/concurrent/ThreadPoolExecutor");
        Object pool = type.getConstructor().newInstance();
        listen();
        call(pool, "size");
        assertThat(heard).isEmpty();
        call(pool, "shutdown");
        call(pool, "shutdownNow");
        assertThat(heard).containsExactly("shutdown " + Pool.class.getName(), "shutdown " + Pool.class.getName());
    }

    @AfterEach
    void letGo() {
        Threads.setListener(null);
        assertThat(Threads.failures()).isEqualTo(failuresBefore);
    }

    private void listen() {
        Threads.setListener(new ThreadListener() {
            @Override
            public void starting(Thread thread) {
                heard.add("starting " + thread.getName());
            }

            @Override
            public void ended(Thread thread) {
                heard.add("ended " + thread.getName());
            }

            @Override
            public void executorCreated(Object executor) {
                heard.add("created " + executor.getClass().getName());
            }

            @Override
            public void executorShutdown(Object executor) {
                heard.add("shutdown " + executor.getClass().getName());
            }
        });
    }

    /** A copy of {@code shape} with the hooks that the JDK's class {@code like} gets. */
    private static Class<?> hooked(Class<?> shape, String like) throws Exception {
        byte[] classFile = ClassPatcher.hook(InstrumentedLoader.read(shape), like);
        return new InstrumentedLoader(Handover.ON_STACK).define(shape.getName(), classFile);
    }

    private static void call(Object target, String name) throws ReflectiveOperationException {
        Method method = target.getClass().getDeclaredMethod(name);
        method.invoke(target);
    }

    private static void insertBefore(String call, String inserted, List<String> calls) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).equals(call)) {
                calls.add(i, inserted);
            }
        }
    }

    private static Map<String, List<String>> calls(String name, Jdk jdk) throws IOException {
        return MethodCalls.in(classFile(name, jdk));
    }

    private static Map<String, List<String>> hookedCalls(String name, Jdk jdk) throws IOException {
        byte[] instrumented = transformer().instrument(null, name, classFile(name, jdk));
        assertThat(instrumented).as(name).isNotNull();
        return MethodCalls.in(instrumented);
    }

    /** One that looks for no allocations. */
    private static AgentTransformer transformer() {
        return new AgentTransformer(
                null,
                name -> true,
                new ExactSites(new ExactScope(List.of()), object -> 0),
                Handover.ON_STACK,
                new UncountedThread());
    }

    private static byte[] classFile(String name, Jdk jdk) throws IOException {
        try (FileSystem image = image(jdk)) {
            return Files.readAllBytes(image.getPath("modules/java.base", name + ".class"));
        }
    }

    private static boolean exists(String name, Jdk jdk) throws IOException {
        try (FileSystem image = image(jdk)) {
            return Files.exists(image.getPath("modules/java.base", name + ".class"));
        }
    }

    private static FileSystem image(Jdk jdk) throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
    }

    /** Has the methods of {@link Thread} that get hooks. */
    public static class StartingThread extends Thread {
        private boolean started;

        @Override
        public void start() {
            boolean failed = true;
            try {
                start0();
                failed = false;
            } finally {
                started = !failed;
            }
        }

        private void start0() {}

        public void exit() {
            if (!started) {
                throw new IllegalStateException("never started");
            }
        }
    }

    /** Has constructors and methods as executors have them. */
    public static class Pool {
        private int size;

        public Pool() {
            this(4);
        }

        public Pool(int size) {
            if (size < 0) {
                throw new IllegalArgumentException("size " + size);
            }
            if (size == 0) {
                return;
            }
            this.size = size;
        }

        public int size() {
            return size;
        }

        public void shutdown() {
            size = 0;
        }

        public List<Runnable> shutdownNow() {
            return List.of();
        }
    }
}

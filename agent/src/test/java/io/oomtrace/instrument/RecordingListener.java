package io.oomtrace.instrument;

import io.oomtrace.agent.LiveFrames;
import io.oomtrace.hook.AllocationListener;
import io.oomtrace.hook.Allocations;
import io.oomtrace.stack.TopOfStack;
import java.util.ArrayList;
import java.util.List;

/** Takes every allocation that instrumented code makes on the thread that made this listener, until closed. */
final class RecordingListener implements AllocationListener, AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final List<Object> allocated = new ArrayList<>();
    private final TopOfStack topOfStack;

    RecordingListener() throws ReflectiveOperationException {
        topOfStack = LiveFrames.topBelow("io.oomtrace.hook.");
        Allocations.setListener(this);
    }

    @Override
    public long budget(int slot) {
        return Allocations.budget(1, 0);
    }

    @Override
    public void sampled(Object passed, long bytes, int tag) {
        if (Thread.currentThread() == thread) {
            allocated.add(passed != null ? passed : topOfStack.get());
        }
    }

    List<Object> allocated() {
        return allocated;
    }

    /** Class names in the order of allocation, arrays with their length: {@code byte[3]}. */
    List<String> names() {
        return allocated.stream().map(RecordingListener::name).toList();
    }

    private static String name(Object object) {
        Class<?> type = object.getClass();
        return type.isArray()
                ? type.getComponentType().getSimpleName() + "[" + java.lang.reflect.Array.getLength(object) + "]"
                : type.getSimpleName();
    }

    @Override
    public void close() {
        Allocations.setListener(null);
    }
}

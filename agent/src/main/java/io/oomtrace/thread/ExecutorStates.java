package io.oomtrace.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Asks the JDK's executors whether they have terminated, by the JDK's own method even where a subclass overrides it: an
 * application's code must not run because we look.
 *
 * <p>Needs {@code java.util.concurrent} to be open to this class's module.
 */
public final class ExecutorStates {
    private final Map<Class<?>, MethodHandle> isTerminated;

    private ExecutorStates(Map<Class<?>, MethodHandle> isTerminated) {
        this.isTerminated = isTerminated;
    }

    /** @throws ReflectiveOperationException when the package is not open */
    public static ExecutorStates open() throws ReflectiveOperationException {
        Map<Class<?>, MethodHandle> handles = new java.util.LinkedHashMap<>();
        for (String name : new String[] {"ThreadPoolExecutor", "ForkJoinPool", "ThreadPerTaskExecutor"}) {
            Class<?> type;
            try {
                type = Class.forName("java.util.concurrent." + name, false, null);
            } catch (ClassNotFoundException e) {
                continue; // ThreadPerTaskExecutor is there from JDK 19
            }
            handles.put(
                    type,
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                            .findSpecial(type, "isTerminated", MethodType.methodType(boolean.class), type)
                            .asType(MethodType.methodType(boolean.class, Object.class)));
        }
        return new ExecutorStates(handles);
    }

    /** Whether an executor that was shut down has no thread left; timers have none as soon as they are cancelled. */
    boolean isTerminated(Object executor) {
        for (Map.Entry<Class<?>, MethodHandle> kind : isTerminated.entrySet()) {
            if (kind.getKey().isInstance(executor)) {
                try {
                    return (boolean) kind.getValue().invokeExact(executor);
                } catch (Throwable t) {
                    return false;
                }
            }
        }
        return !(executor instanceof ExecutorService);
    }
}

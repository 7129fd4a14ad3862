package io.oomtrace.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Runs loaded classes through the transformers, in batches: small enough not to stall the application or, while it
 * has not begun, all at once. For each redefinition throws away what the compiler is working on ({@code
 * ciEnv::jvmti_state_changed}), and while the agent starts that is the agent itself.
 *
 * <p>A batch fails as a whole when one of its classes cannot be linked (its optional dependencies are absent, say):
 * it is then halved until the class is found, which stays as it is and is counted.
 */
public final class Retransformation {
    /** Hears how many of how many classes are done. */
    public interface Progress {
        void progress(int done, int total);
    }

    private static final int BATCH = 100;

    private final Instrumentation instrumentation;
    private final int batch;
    private int failures; // of one run

    private Retransformation(Instrumentation instrumentation, int batch) {
        this.instrumentation = instrumentation;
        this.batch = batch;
    }

    /** While the application runs. */
    public static Retransformation inBatches(Instrumentation instrumentation) {
        return new Retransformation(instrumentation, BATCH);
    }

    /** Before the application runs. */
    public static Retransformation atOnce(Instrumentation instrumentation) {
        return new Retransformation(instrumentation, Integer.MAX_VALUE);
    }

    /**
     * Retransforms every loaded class that is modifiable and wanted; classes loaded meanwhile are not visited.
     *
     * @return how many it has retransformed
     */
    public int run(Predicate<Class<?>> wanted, Progress progress) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (!loaded.isArray()
                    && !loaded.isPrimitive()
                    && !loaded.isHidden()
                    && wanted.test(loaded)
                    && instrumentation.isModifiableClass(loaded)) {
                classes.add(loaded);
            }
        }
        failures = 0;
        progress.progress(0, classes.size());
        int done = 0;
        while (done < classes.size()) {
            int from = done;
            done = batch < classes.size() - from ? from + batch : classes.size();
            retransform(classes.subList(from, done));
            progress.progress(done, classes.size());
        }
        return classes.size() - failures;
    }

    private void retransform(List<Class<?>> part) {
        try {
            instrumentation.retransformClasses(part.toArray(new Class<?>[0]));
        } catch (Throwable t) {
            if (part.size() == 1) {
                failures++;
                return;
            }
            int half = part.size() / 2;
            retransform(part.subList(0, half));
            retransform(part.subList(half, part.size()));
        }
    }
}

package io.oomtrace.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Runs loaded classes through the transformers, in batches small enough not to stall the application.
 *
 * <p>A batch fails as a whole when one of its classes cannot be linked (its optional dependencies are absent, say): it
 * is then halved until the class is found, which stays as it is and is counted.
 */
public final class Retransformation {
    /** Hears how many of how many classes are done. */
    public interface Progress {
        void done(int classes, int of);
    }

    private static final int BATCH = 100;

    private final Instrumentation instrumentation;
    private int failures;

    public Retransformation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Retransforms every loaded class that is modifiable and wanted; classes loaded meanwhile are not visited. */
    public void run(Predicate<Class<?>> wanted, Progress progress) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (!loaded.isArray()
                    && !loaded.isPrimitive()
                    && instrumentation.isModifiableClass(loaded)
                    && !loaded.isHidden()
                    && wanted.test(loaded)) {
                classes.add(loaded);
            }
        }
        progress.done(0, classes.size());
        for (int from = 0; from < classes.size(); from += BATCH) {
            int to = Math.min(classes.size(), from + BATCH);
            retransform(classes.subList(from, to));
            progress.done(to, classes.size());
        }
    }

    private void retransform(List<Class<?>> batch) {
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (Throwable t) {
            if (batch.size() == 1) {
                failures++;
                return;
            }
            int half = batch.size() / 2;
            retransform(batch.subList(0, half));
            retransform(batch.subList(half, batch.size()));
        }
    }

    /** Classes that could not be retransformed. */
    public int failures() {
        return failures;
    }
}

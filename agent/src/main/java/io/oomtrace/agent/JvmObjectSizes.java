package io.oomtrace.agent;

import io.oomtrace.hook.ObjectSizes;
import java.lang.instrument.Instrumentation;
import java.util.function.ToLongFunction;

/** Shallow sizes of objects, in bytes, as the JVM tells them. Any thread. */
record JvmObjectSizes(Instrumentation instrumentation) implements ObjectSizes, ToLongFunction<Object> {
    @Override
    public long of(Object object) {
        return instrumentation.getObjectSize(object);
    }

    @Override
    public long applyAsLong(Object object) {
        return of(object);
    }
}

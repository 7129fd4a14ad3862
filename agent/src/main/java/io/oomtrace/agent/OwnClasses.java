package io.oomtrace.agent;

import java.util.function.Predicate;

/** Tells the agent's classes by their loader. */
record OwnClasses(ClassLoader loader) implements Predicate<Class<?>> {
    @Override
    public boolean test(Class<?> type) {
        return type.getClassLoader() == loader;
    }
}

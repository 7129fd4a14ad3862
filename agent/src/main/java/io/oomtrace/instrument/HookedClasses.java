package io.oomtrace.instrument;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The classes that have other hooks than those of allocations: all that is instrumented where the JVM samples itself. */
public final class HookedClasses implements Predicate<Class<?>> {
    private final Set<String> names = new HashSet<>();

    public HookedClasses() {
        names.add(HttpServerHook.SERVER.replace('/', '.'));
        for (String name : ThreadHooks.CLASSES) {
            names.add(name.replace('/', '.'));
        }
    }

    @Override
    public boolean test(Class<?> loaded) {
        return names.contains(loaded.getName());
    }
}

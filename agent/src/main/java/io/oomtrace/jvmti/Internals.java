package io.oomtrace.jvmti;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens packages to this one that are not for everybody. */
final class Internals {
    private final Instrumentation instrumentation;
    private final Module own = Internals.class.getModule();

    Internals(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    void export(Module module, String... packages) {
        Map<String, Set<Module>> exports = new HashMap<>();
        for (String name : packages) {
            exports.put(name, Set.of(own));
        }
        instrumentation.redefineModule(module, Set.of(), exports, Map.of(), Set.of(), Map.of());
    }

    /** A method that is not for everybody. */
    Method method(Class<?> owner, String name, Class<?>... parameters) throws ReflectiveOperationException {
        open(owner);
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** The value of a field that is not for everybody. */
    long longField(Object owner, String name) throws ReflectiveOperationException {
        open(owner.getClass());
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.getLong(owner);
    }

    private void open(Class<?> type) {
        instrumentation.redefineModule(
                type.getModule(), Set.of(), Map.of(), Map.of(type.getPackageName(), Set.of(own)), Set.of(), Map.of());
    }
}

package io.oomtrace.internals;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Calls what the JDK keeps to itself, as long as its packages are opened by {@link Instrumentation#redefineModule}.
 *
 * <p>Since JDK 18 (JEP 416) reflection makes several hidden classes for every kind of method it calls. Their compiler
 * is got round by what the JDK itself uses before it has one: the native accessor that calls any method.
 *
 * <p>Methods are found on one thread, and called on any.
 */
public final class Internals {
    private static final String ACCESSOR = "jdk.internal.reflect.DirectMethodHandleAccessor$NativeAccessor";
    private static final String ACCESSOR_OF_17 = "jdk.internal.reflect.NativeMethodAccessorImpl";

    private final Instrumentation instrumentation;
    private final Module own = Internals.class.getModule();
    private final Set<String> opened = new HashSet<>();
    private final Method invoke;

    /** @throws ReflectiveOperationException when this JDK has no such accessor */
    public Internals(Instrumentation instrumentation) throws ReflectiveOperationException {
        this.instrumentation = instrumentation;
        this.invoke = method(accessor(), "invoke0", Method.class, Object.class, Object[].class);
    }

    private static Class<?> accessor() throws ClassNotFoundException {
        try {
            return Class.forName(ACCESSOR);
        } catch (ClassNotFoundException e) {
            return Class.forName(ACCESSOR_OF_17);
        }
    }

    /** A method of any class, to be {@linkplain #call called}. */
    public Method method(Class<?> owner, String name, Class<?>... parameters) throws ReflectiveOperationException {
        open(owner);
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** Opens the package of a class to this one. */
    private void open(Class<?> type) {
        if (opened.add(type.getPackageName())) {
            instrumentation.redefineModule(
                    type.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of(type.getPackageName(), Set.of(own)),
                    Set.of(),
                    Map.of());
        }
    }

    /**
     * Calls a method.
     *
     * @param target null if it is static
     * @throws InvocationTargetException with what the method has thrown
     */
    public Object call(Method method, Object target, Object... arguments) throws ReflectiveOperationException {
        try {
            return invoke.invoke(null, method, target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvocationTargetException thrown) {
                throw thrown;
            }
            throw e;
        }
    }
}

package io.oomtrace.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Set;

/**
 * Classes of ours in package {@code java.lang}, which has to be opened: for what is not public there, where
 * reflection and method handles will not do, because they may make classes in the midst of a sample.
 */
final class JavaLang {
    private JavaLang() {}

    /** Opens the package to this one; to be called before the others. */
    static void open(Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(JavaLang.class.getModule())),
                Set.of(),
                Map.of());
    }

    /**
     * @param name internal name of the class
     * @param classFile defines it, with a constructor without parameters; not used if an earlier load of the agent did
     */
    static synchronized Object newInstance(String name, byte[] classFile) throws ReflectiveOperationException {
        Constructor<?> constructor = define(name, classFile).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static Class<?> define(String name, byte[] classFile) throws IllegalAccessException {
        try {
            return Class.forName(name.replace('/', '.'), true, null);
        } catch (ClassNotFoundException e) {
            return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(classFile);
        }
    }
}

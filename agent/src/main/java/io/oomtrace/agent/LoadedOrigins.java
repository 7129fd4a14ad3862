package io.oomtrace.agent;

import io.oomtrace.asyncprofiler.ClassOrigins;
import io.oomtrace.internals.Internals;
import io.oomtrace.stack.ModuleNames;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds where loaded classes come from, by name: of several with one name, one of them. The JVM tells the source file of a
 * class only for a frame of a stack, so it is looked for among the constants of the class, where it stands near the end.
 * Keeps no class alive. Any thread.
 */
final class LoadedOrigins implements ClassOrigins {
    private static final int CAPACITY = 65_536;
    private static final List<String> ENDINGS = List.of(".java", ".kt", ".scala", ".groovy", ".clj");

    private final Instrumentation instrumentation;
    private final Predicate<Class<?>> own;
    private final Map<String, Origin> known = new HashMap<>();
    private WeakReference<Map<String, WeakReference<Class<?>>>> loaded = new WeakReference<>(null);
    private Constants constants;

    /** @param own tells the agent's classes */
    LoadedOrigins(Instrumentation instrumentation, Predicate<Class<?>> own) {
        this.instrumentation = instrumentation;
        this.own = own;
    }

    @Override
    public synchronized Origin of(String className) {
        Origin origin = known.get(className);
        if (origin == null) {
            Class<?> type = find(className);
            if (type == null) {
                return Origin.UNKNOWN;
            }
            origin = new Origin(fileName(type), ModuleNames.of(type), own.test(type));
            if (known.size() == CAPACITY) {
                known.clear();
            }
            known.put(className, origin);
        }
        return origin;
    }

    private Class<?> find(String className) {
        Map<String, WeakReference<Class<?>>> classes = loaded.get();
        WeakReference<Class<?>> found = classes == null ? null : classes.get(className);
        if (found == null) {
            classes = new HashMap<>();
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                classes.put(type.getName(), new WeakReference<>(type));
            }
            loaded = new WeakReference<>(classes);
            found = classes.get(className);
        }
        return found == null ? null : found.get();
    }

    private String fileName(Class<?> type) {
        try {
            if (constants == null) {
                constants = new Constants(instrumentation);
            }
            return constants.sourceFile(type);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return ""; // This JDK keeps them otherwise.
        }
    }

    /** The constants of classes ({@code jdk.internal.reflect.ConstantPool}). */
    private static final class Constants {
        private final Internals internals;
        private final Object access;
        private final Method pool;
        private final Method size;
        private final Method tag;
        private final Method text;

        Constants(Instrumentation instrumentation) throws ReflectiveOperationException {
            internals = new Internals(instrumentation);
            Class<?> secrets = Class.forName("jdk.internal.access.SharedSecrets");
            Class<?> type = Class.forName("jdk.internal.reflect.ConstantPool");
            access = internals.call(internals.method(secrets, "getJavaLangAccess"), null);
            pool = internals.method(
                    Class.forName("jdk.internal.access.JavaLangAccess"), "getConstantPool", Class.class);
            size = internals.method(type, "getSize");
            tag = internals.method(type, "getTagAt", int.class);
            text = internals.method(type, "getUTF8At", int.class);
        }

        /** The last that looks like a file and begins as the class does, or else the last that looks like a file. */
        String sourceFile(Class<?> type) throws ReflectiveOperationException {
            Object constants = internals.call(pool, access, type);
            String outermost = outermost(type.getName());
            String other = "";
            for (int i = (int) internals.call(size, constants) - 1; i > 0; i--) {
                if (!internals.call(tag, constants, i).toString().equals("UTF8")) {
                    continue;
                }
                String name = (String) internals.call(text, constants, i);
                if (isFile(name)) {
                    if (outermost.startsWith(name.substring(0, name.lastIndexOf('.')))) {
                        return name;
                    }
                    other = other.isEmpty() ? name : other;
                }
            }
            return other;
        }

        private static boolean isFile(String name) {
            return name.indexOf('/') < 0
                    && name.indexOf(' ') < 0
                    && ENDINGS.stream().anyMatch(end -> name.endsWith(end) && name.length() > end.length());
        }

        /** {@code Cache} for {@code com.acme.Cache$Entry}. */
        private static String outermost(String className) {
            String simple = className.substring(className.lastIndexOf('.') + 1);
            int nested = simple.indexOf('$', 1);
            return nested < 0 ? simple : simple.substring(0, nested);
        }
    }
}

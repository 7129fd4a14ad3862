package io.oomtrace.agent;

import io.oomtrace.hook.LastAct;
import io.oomtrace.internals.Internals;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Runs something when all shutdown hooks of the application have run: until then the endpoint is to answer. The JDK
 * has places for hooks of its own behind those of the application ({@code java.lang.Shutdown}), of which it uses the
 * first three.
 */
final class ExitHook {
    private static final int LAST_PLACE = 9;
    private static final int FIRST_FREE_PLACE = 3;

    private final Instrumentation instrumentation;

    ExitHook(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Without effect where the JDK has no such place, or the JVM exits already. */
    void set(Runnable act) {
        LastAct.set(act);
        try {
            if (!LastAct.isRegistered()) {
                register();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LastAct.set(null);
        }
    }

    void clear() {
        LastAct.set(null);
    }

    private void register() throws ReflectiveOperationException {
        Internals internals = new Internals(instrumentation);
        Class<?> access = Class.forName("jdk.internal.access.JavaLangAccess");
        Class<?> secrets = Class.forName("jdk.internal.access.SharedSecrets");
        Object javaLang = internals.call(internals.method(secrets, "getJavaLangAccess"), null);
        Method register = internals.method(access, "registerShutdownHook", int.class, boolean.class, Runnable.class);
        for (int place = LAST_PLACE; place >= FIRST_FREE_PLACE; place--) {
            try {
                internals.call(register, javaLang, place, false, new LastAct());
                LastAct.markRegistered();
                return;
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof InternalError)) { // which says that the place is taken
                    throw e;
                }
            }
        }
    }
}

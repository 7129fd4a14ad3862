package io.oomtrace.agent;

import io.oomtrace.internals.InternalUnsafe;
import io.oomtrace.internals.Internals;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;

/**
 * Registers the {@link ManagementBean} once somebody else has made the platform's MBean server: making it is costly,
 * and runs what the application has chosen by {@code javax.management.builder.initial}. Until then nothing of JMX is
 * loaded.
 */
final class BeanWatch implements Runnable {
    private static final String SERVER = "platformMBeanServer";

    private final Instrumentation instrumentation;
    private final AgentTarget target;
    private InternalUnsafe unsafe;
    private BeanRegistration registration;
    private boolean ended;

    BeanWatch(Instrumentation instrumentation, AgentTarget target) {
        this.instrumentation = instrumentation;
        this.target = target;
    }

    /** Looks whether there is a server now. */
    @Override
    public synchronized void run() {
        if (ended || registration != null) {
            return;
        }
        try {
            if (unsafe == null) {
                unsafe = new InternalUnsafe(new Internals(instrumentation));
            }
            if (unsafe.staticField(ManagementFactory.class, SERVER) != null) {
                // By this method, which waits until the one who makes it is done.
                Object server = ManagementFactory.getPlatformMBeanServer();
                registration = new BeanRegistration(server, new ManagementBean(target));
            }
        } catch (Throwable e) { // What listens for registrations is the application's, and may throw anything.
            ended = true;
        }
    }

    synchronized void close() {
        ended = true;
        if (registration != null) {
            registration.remove();
        }
    }
}

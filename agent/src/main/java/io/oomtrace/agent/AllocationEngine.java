package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import io.oomtrace.alloc.HookSampler;
import io.oomtrace.alloc.JvmSampler;
import io.oomtrace.alloc.Sampler;
import io.oomtrace.instrument.Handover;
import io.oomtrace.jvmti.AllocationSampler;
import io.oomtrace.jvmti.UnavailableException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Supplier;

/**
 * How allocations are sampled: by the JVM itself, or by the instrumented code of every class.
 *
 * @param sampler for one recorder
 * @param handover how instrumented code gives what it allocates
 * @param topOfStack finds what it left there
 * @param jvm the JVM's own sampler; null if it is not used
 * @param unavailable why the JVM's own cannot be used; empty if it is used, or was not asked for
 */
record AllocationEngine(
        Sampler sampler, Handover handover, Supplier<Object> topOfStack, AllocationSampler jvm, String unavailable)
        implements AutoCloseable {
    private static final String AUTO = "auto";
    private static final String JVM = "jvm";

    /** Of the option; {@code auto} is the JVM's own sampler where there is one, and instrumented code elsewhere. */
    static final List<String> NAMES = List.of(AUTO, JVM, "instrument");

    static AllocationEngine of(String name, AllocationSettings settings, Instrumentation instrumentation) {
        if (!name.equals(AUTO) && !name.equals(JVM)) {
            return instrument(settings, "");
        }
        try {
            AllocationSampler jvm = AllocationSampler.open(instrumentation);
            return new AllocationEngine(new JvmSampler(settings, control(jvm)), Handover.NONE, () -> null, jvm, "");
        } catch (UnavailableException e) {
            return instrument(settings, e.getMessage());
        }
    }

    /** Whether somebody is to be told that it is not what was asked for. */
    boolean disappoints(String name) {
        return name.equals(JVM) && jvm == null;
    }

    private static AllocationEngine instrument(AllocationSettings settings, String unavailable) {
        OperandStacks stacks = OperandStacks.find();
        return new AllocationEngine(
                new HookSampler(settings, stacks.top()), stacks.handover(), stacks.top(), null, unavailable);
    }

    private static JvmSampler.Control control(AllocationSampler jvm) {
        return new JvmSampler.Control() {
            @Override
            public void start(int intervalBytes) {
                jvm.start(intervalBytes);
            }

            @Override
            public void interval(int intervalBytes) {
                jvm.interval(intervalBytes);
            }

            @Override
            public void stop() {
                jvm.stop();
            }
        };
    }

    /** Gives the JVM's own sampler back. */
    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
    }
}

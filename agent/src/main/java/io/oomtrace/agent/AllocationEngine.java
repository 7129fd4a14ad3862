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
 * How allocations are sampled: by the JVM itself, by the instrumented code of every class, or by async-profiler.
 *
 * @param sampler for one recorder
 * @param handover how instrumented code gives what it allocates
 * @param topOfStack finds what it left there
 * @param jvm the JVM's own sampler; null if it is not used
 * @param unavailable why another that was asked for cannot be used; empty if it is used
 */
record AllocationEngine(
        Sampler sampler, Handover handover, Supplier<Object> topOfStack, AllocationSampler jvm, String unavailable)
        implements AutoCloseable {
    private static final String AUTO = "auto";
    private static final String JVM = "jvm";
    private static final String ASYNC = "async";

    /** Of the option; {@code auto} is the JVM's own sampler where there is one, and instrumented code elsewhere. */
    static final List<String> NAMES = List.of(AUTO, JVM, "instrument", ASYNC);

    /** @param host of async-profiler, which is not loaded unless it is asked for */
    static AllocationEngine of(
            String name, AllocationSettings settings, Instrumentation instrumentation, ProfilerHost host) {
        return switch (name) {
            case AUTO, JVM -> jvm(settings, instrumentation);
            case ASYNC -> async(settings, host.get().sampler());
            default -> instrument(settings, "");
        };
    }

    /** Whether somebody is to be told that it is not what was asked for. */
    boolean disappoints(String name) {
        return !name.equals(AUTO) && !unavailable.isEmpty();
    }

    private static AllocationEngine jvm(AllocationSettings settings, Instrumentation instrumentation) {
        try {
            AllocationSampler jvm = AllocationSampler.open(instrumentation);
            return new AllocationEngine(new JvmSampler(settings, control(jvm)), Handover.NONE, () -> null, jvm, "");
        } catch (UnavailableException e) {
            return instrument(settings, e.getMessage());
        }
    }

    private static AllocationEngine async(AllocationSettings settings, AsyncProfiling.Attempt attempt) {
        return attempt.sampler() == null
                ? instrument(settings, attempt.unavailable())
                : new AllocationEngine(attempt.sampler(), Handover.NONE, () -> null, null, "");
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

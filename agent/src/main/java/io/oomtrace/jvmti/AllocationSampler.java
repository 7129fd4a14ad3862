package io.oomtrace.jvmti;

import io.oomtrace.hook.JvmSamples;
import java.lang.instrument.Instrumentation;

/**
 * The JVM's own allocation sampler (JEP 331), which gives what it samples to {@link JvmSamples}. It costs nothing but
 * the samples: the JVM ends a thread's allocation buffer where the next one is due. Not thread-safe. Once it is open,
 * what the JVM refuses is an {@link IllegalStateException}.
 */
public final class AllocationSampler implements AutoCloseable {
    private final Jvmti jvmti;

    private AllocationSampler(Jvmti jvmti) {
        this.jvmti = jvmti;
    }

    /**
     * Takes the sampler; nothing is sampled before {@link #start}.
     *
     * @throws UnavailableException when this JVM or system has none that can be used, or another agent has it
     */
    public static AllocationSampler open(Instrumentation instrumentation) throws UnavailableException {
        MachineCode.requireKnownSystem();
        NativeFunctions functions = NativeLinkers.open(instrumentation);
        Jvmti jvmti = new Jvmti(functions, new JavaVm(functions).address(instrumentation));
        try {
            jvmti.claimSampler();
            jvmti.samplesTo(callback(functions, jvmti));
            return new AllocationSampler(jvmti);
        } catch (UnavailableException | RuntimeException e) {
            jvmti.close();
            throw e;
        }
    }

    /** Made once in the life of a process: a thread may be in it whenever the agent is taken out. */
    private static long callback(NativeFunctions functions, Jvmti jvmti) throws UnavailableException {
        if (JvmSamples.callback() == 0) {
            JniMethod method = JniMethod.find(
                    functions,
                    jvmti.jni(),
                    JvmSamples.class.getName().replace('.', '/'),
                    "sampled",
                    "(Ljava/lang/Object;JJ)V");
            byte[] code = MachineCode.callback(method.type(), method.id());
            JvmSamples.keepCallback(new CodePage(functions, code).address());
        }
        return JvmSamples.callback();
    }

    /** @param intervalBytes mean distance of two samples of a thread, from 1 to 2<sup>31</sup> − 1 */
    public void start(int intervalBytes) {
        jvmti.samplingInterval(intervalBytes);
        jvmti.enableSampler(true);
    }

    /** For each thread, from its next sample on. */
    public void interval(int bytes) {
        jvmti.samplingInterval(bytes);
    }

    public void stop() {
        jvmti.enableSampler(false);
    }

    /** Gives the sampler back, for other agents to take. */
    @Override
    public void close() {
        jvmti.close();
    }
}

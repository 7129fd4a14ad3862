package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.alloc.ManagementCounters;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.Retransformation;
import java.lang.instrument.Instrumentation;

/** The agent at work: transformer, recorders and endpoint, from install to removal. Not thread-safe. */
final class Installation {
    private final Instrumentation instrumentation;
    private Options options;
    private AgentTransformer transformer;
    private AllocationRecorder allocations;

    private Installation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    static Installation install(Options options, Instrumentation instrumentation, LoadReport report) throws Exception {
        Installation installation = new Installation(instrumentation);
        BootstrapHooks.install(instrumentation);
        installation.start(options, report);
        return installation;
    }

    private void start(Options newOptions, LoadReport report) throws Exception {
        long begun = System.nanoTime();
        options = newOptions;
        ClassLoader own = getClass().getClassLoader();
        transformer = new AgentTransformer(own, new PackagePrefixes(options.exclude()));
        transformer.warmUp();
        allocations = new AllocationRecorder(
                options.allocation(),
                instrumentation::getObjectSize,
                new ManagementCounters(),
                type -> type.getClassLoader() == own);
        instrumentation.addTransformer(transformer, true);
        Retransformation retransformation = new Retransformation(instrumentation);
        retransformation.run(transformer::wants, report::progress);
        probe(report);
        allocations.start();
        if (!options.quiet()) {
            System.err.printf(
                    "oomtrace: %d classes instrumented in %.2f s%n",
                    transformer.classes(), (System.nanoTime() - begun) / 1e9);
        }
    }

    private static void probe(LoadReport report) throws InterruptedException {
        if (!HookProbe.allocationFires()) {
            complain("allocations", report);
        }
    }

    private static void complain(String what, LoadReport report) {
        String text = "the hooks for " + what + " do not fire, so their tables will be empty: another agent may have"
                + " replaced the classes; put -javaagent:oomtrace.jar after all others";
        report.warning(text);
        System.err.println("oomtrace: " + text);
    }

    void update(Options newOptions, LoadReport report) throws Exception {
        boolean anew = !newOptions.recordsLike(options);
        if (anew) {
            remove(report);
            start(newOptions, report);
            report.updated("recording began anew");
        }
        options = newOptions;
    }

    void remove(LoadReport report) throws Exception {
        allocations.close();
        instrumentation.removeTransformer(transformer);
        new Retransformation(instrumentation).run(transformer::wants, report::progress);
    }
}

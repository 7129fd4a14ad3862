package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationRecorder;
import io.oomtrace.alloc.ManagementCounters;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactScope;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.instrument.Handover;
import io.oomtrace.instrument.HookedClasses;
import io.oomtrace.instrument.PackagePrefixes;
import io.oomtrace.instrument.Retransformation;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.thread.ExecutorStates;
import io.oomtrace.thread.ThreadRecorder;
import java.lang.instrument.Instrumentation;

/**
 * The agent at work, from install to removal: transformer, recorders and endpoint. Not thread-safe. Most starts run this
 * once, so there are few lambdas in it: the JDK writes a class for each.
 *
 * <p>The order of {@link #start} matters: what instrumented code calls is there before the first class is instrumented,
 * everything a transformation needs has been loaded before, and recording starts when all classes are done.
 */
final class Installation {
    private final Instrumentation instrumentation;
    private final EndpointHost endpoint;
    private final LoadedClasses.Growth growth;
    private final KeptSnapshots kept = new KeptSnapshots();
    private LoadedClasses loaded;
    private Options options;
    private AgentTransformer transformer;
    private AllocationEngine engine;
    private ProfilerHost profiler;
    private ExactSites exact;
    private AllocationRecorder allocations;
    private ThreadRecorder threads;
    private AgentTarget target;
    private BeanWatch beans;
    private RecordingWatch recordings;

    private Installation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        this.growth = new LoadedClasses.Growth(instrumentation);
        this.endpoint = new EndpointHost(new QuietHttpServers(instrumentation), new ExitHook(instrumentation));
    }

    static Installation install(Options options, Instrumentation instrumentation, boolean attached, LoadReport report)
            throws Exception {
        Installation installation = new Installation(instrumentation);
        BootstrapHooks.install(instrumentation);
        try {
            installation.start(
                    options,
                    attached ? Retransformation.inBatches(instrumentation) : Retransformation.atOnce(instrumentation),
                    report);
        } catch (Throwable t) {
            installation.remove(report);
            throw t;
        }
        return installation;
    }

    private void start(Options newOptions, Retransformation retransformation, LoadReport report) throws Exception {
        long begun = System.nanoTime();
        options = newOptions;
        ClassLoader own = getClass().getClassLoader();
        JavaLang.open(instrumentation);
        StackDepth depth = new StackDepth(options.depth());
        profiler = new ProfilerHost(instrumentation, options.allocation(), depth);
        engine = AllocationEngine.of(options.engine(), options.allocation(), instrumentation, profiler);
        if (engine.disappoints(options.engine())) {
            warn(
                    "engine=" + options.engine() + " cannot be used: " + engine.unavailable()
                            + ". Allocations are sampled by instrumented code",
                    report);
        }
        boolean instrumenting =
                engine.handover() != Handover.NONE || !options.exact().isEmpty();
        EagerClasses.load(instrumenting);
        JvmObjectSizes objectSizes = new JvmObjectSizes(instrumentation);
        OwnClasses ownClasses = new OwnClasses(own);
        ExactScope scope = new ExactScope(options.exact());
        exact = new ExactSites(scope, objectSizes);
        transformer = new AgentTransformer(
                own, new PackagePrefixes(options.exclude()), exact, engine.handover(), new MeteredThread());
        transformer.warmUp();
        if (!options.exact().isEmpty()) {
            exact.warmUp();
        }
        allocations = new AllocationRecorder(
                options.allocation(),
                engine.sampler(),
                objectSizes,
                new ManagementCounters(transformer::ownBytes),
                CallStacks.of(depth, ownClasses));
        threads = new ThreadRecorder(
                new FrameNames(depth, ownClasses),
                depth,
                ExecutorStates.open(),
                new ManagementThreadCounters(),
                new MonotonicClock());
        instrumentation.addTransformer(transformer, true);
        retransformation.run(instrumenting ? transformer : new HookedClasses(), report);
        probe(report);
        allocations.warmUp(); // not before: retransformation undoes the linking of lambdas
        if (options.nativeMemory()) {
            startNative(report);
        }
        allocations.start();
        exact.start();
        threads.start();
        if (loaded == null) { // What comes between two starts is the application's.
            loaded = growth.soFar();
        }
        HeapSizes sizes = new HeapSizes(objectSizes);
        OwnMemory memory = new OwnMemory(transformer, exact, allocations, threads, kept, profiler, sizes, loaded);
        target = new AgentTarget(
                engine,
                transformer,
                exact,
                allocations,
                threads,
                memory,
                kept,
                new ClassHistogram(instrumentation),
                new ExactMode(instrumentation, transformer, exact, scope),
                depth,
                profiler,
                options);
        beans = new BeanWatch(instrumentation, target);
        recordings = new RecordingWatch(target, allocations, threads);
        allocations.everySecond(new EverySecond(beans, recordings, profiler));
        String where = endpoint.open(options, target, report);
        if (!options.quiet()) {
            say(where + " (" + transformer.classes() + " classes instrumented in " + seconds(System.nanoTime() - begun)
                    + " s)");
        }
    }

    /** With two decimals; by hand, because a formatter loads and links much that most programs never need. */
    private static String seconds(long nanos) {
        long hundredths = nanos / 10_000_000;
        return hundredths / 100 + "." + hundredths % 100 / 10 + hundredths % 10;
    }

    private void probe(LoadReport report) throws InterruptedException {
        if (engine.handover() != Handover.NONE && !HookProbe.allocationFires(engine.topOfStack())) {
            complain("allocations", report);
        }
        if (!HookProbe.threadStartFires()) {
            complain("thread starts", report);
        }
    }

    private void startNative(LoadReport report) {
        String unavailable = profiler.get().startNative();
        if (!unavailable.isEmpty()) {
            warn("native=on cannot be used: " + unavailable, report);
        }
    }

    private static void complain(String what, LoadReport report) {
        warn(
                "the hooks for " + what + " do not fire, so their tables will be empty: another agent may have"
                        + " replaced the classes. Put -javaagent:oomtrace.jar after all others",
                report);
    }

    private static void warn(String text, LoadReport report) {
        report.warning(text);
        System.err.println("oomtrace: " + text);
    }

    /** Changes what the new options change; what is recorded is kept unless they are about recording. */
    void update(Options newOptions, LoadReport report) throws Exception {
        Options old = options;
        if (newOptions.equals(old)) {
            say("loaded already, at " + endpoint.where() + "; options unchanged");
        } else if (!newOptions.recordsLike(old)) {
            remove(report);
            start(newOptions, Retransformation.inBatches(instrumentation), report);
            report.updated("recording began anew");
        } else {
            options = newOptions;
            target.options(newOptions);
            if (newOptions.depth() != old.depth()) {
                target.depth(newOptions.depth());
            }
            if (!newOptions.servesLike(old)) {
                endpoint.close();
                endpoint.open(newOptions, target, report);
            }
            say("loaded already, at " + endpoint.where() + "; options changed");
        }
        endpoint.announce();
        report.url(endpoint.where());
    }

    private static void say(String what) {
        System.err.println("oomtrace " + BuildVersion.get() + ": " + what);
    }

    /** Takes the agent out: no endpoint, no thread, no instrumented class is left. */
    void remove(LoadReport report) throws Exception {
        endpoint.close();
        if (beans != null) {
            beans.close();
        }
        if (recordings != null) {
            recordings.close();
        }
        if (allocations != null) {
            allocations.close();
        }
        if (engine != null) {
            engine.close();
        }
        if (profiler != null) {
            profiler.close();
        }
        if (threads != null) {
            threads.close();
        }
        if (transformer == null) {
            return; // The start failed before that.
        }
        transformer.restore();
        Retransformation.inBatches(instrumentation).run(transformer::mayHaveTouched, report);
        instrumentation.removeTransformer(transformer);
        exact.close();
    }
}

package io.oomtrace.instrument;

import io.oomtrace.hook.Allocations;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Instruments each class the JVM loads or retransforms. A class that cannot be instrumented stays as it is and is
 * counted. Called on any thread that loads a class, on several at once.
 */
public final class AgentTransformer implements ClassFileTransformer, Predicate<Class<?>> {
    private static final String PACKAGE = "io/oomtrace/instrument/";
    private static final String[] EXAMPLES = {"AllocationMethodVisitor", "OperandStack", "AgentTransformer"};

    private final ClassLoader own;
    private final Predicate<String> excluded;
    private final ExactSites exact;
    private final Handover handover;
    private final CurrentThread thread;
    private final LongAdder loadedByOwnThreads = new LongAdder();
    private final LongAdder ownBytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder bytesKept = new LongAdder();
    private final LongAdder bytesAddedToLoaded = new LongAdder();
    private final LongAdder classes = new LongAdder();
    private final LongAdder sites = new LongAdder();
    private final LongAdder sitesOutOfReach = new LongAdder();
    private final LongAdder methodsTooLong = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile String lastFailure = "";
    private final NameFilter touched = new NameFilter();
    private volatile boolean restoring;
    private volatile boolean exactMayChange;

    /**
     * @param own the loader of the agent's classes, which are left alone
     * @param excluded whether to leave alone a class of this internal name
     * @param exact the classes of which every allocation is counted
     * @param handover what the listener that is installed can take
     * @param thread for {@link #ownBytes}, and for classes that are loaded by threads of ours
     */
    public AgentTransformer(
            ClassLoader own, Predicate<String> excluded, ExactSites exact, Handover handover, CurrentThread thread) {
        this.own = own;
        this.excluded = excluded;
        this.exact = exact;
        this.handover = handover;
        this.thread = thread;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] original) {
        try {
            ownBytes.add(original.length); // The JVM has made that copy for us.
            if (redefined == null && thread.isOwn()) {
                loadedByOwnThreads.increment();
            }
            if (name == null || loader == own) {
                return null;
            }
            if (!wants(name)) {
                return exactMayChange && redefined != null && touched.mayContain(name) && NanConstants.areIn(original)
                        ? original
                        : null;
            }
            if (restoring) {
                return redefined != null && NanConstants.areIn(original) ? original : null;
            }
            byte[] instrumented = unseen(loader, name, original);
            if (instrumented != null) {
                bytesKept.add(original.length);
                bytesAddedToLoaded.add(redefined == null ? instrumented.length - original.length : 0);
            }
            return instrumented;
        } catch (Throwable t) {
            failures.increment();
            lastFailure = name + ": " + t;
            return null;
        }
    }

    /** What this allocates on the thread that loads the class is not the application's. */
    private byte[] unseen(ClassLoader loader, String name, byte[] original) {
        boolean paused = Allocations.pause();
        long before = thread.allocatedBytes();
        long begun = System.nanoTime();
        try {
            return instrument(loader, name, original);
        } finally {
            nanos.add(System.nanoTime() - begun);
            ownBytes.add(thread.allocatedBytes() - before);
            Allocations.resume(paused);
        }
    }

    /** Whether a class of this internal name is instrumented at all. */
    private boolean wants(String name) {
        return isHooked(name) || wantsAllocations(name);
    }

    private static boolean isHooked(String name) {
        return ThreadHooks.appliesTo(name) || HttpServerHook.appliesTo(name);
    }

    private boolean wantsAllocations(String name) {
        return (handover != Handover.NONE || exact.contains(name))
                && !Untouchable.contains(name)
                && !excluded.test(name);
    }

    /** Whether a loaded class is instrumented when it is retransformed. */
    @Override
    public boolean test(Class<?> loaded) {
        return loaded.getClassLoader() != own && wants(loaded.getName().replace('.', '/'));
    }

    /** Whether a loaded class may have been instrumented; false is certain. */
    public boolean mayHaveTouched(Class<?> loaded) {
        return loaded.getClassLoader() != own
                && touched.mayContain(loaded.getName().replace('.', '/'));
    }

    /**
     * Instruments some of our own classes and throws the result away, so that everything {@link #transform} needs is
     * loaded: a class that has to be loaded while another one is transformed may end in a circularity error, which the
     * JVM remembers for ever.
     */
    public void warmUp() throws IOException {
        byte[] branching = ownClass("ClassFile");
        unseen(own, "java/util/concurrent/ThreadPoolExecutor", branching);
        unseen(own, HttpServerHook.SERVER, branching);
        if (handover != Handover.NONE) {
            for (String example : EXAMPLES) {
                unseen(own, PACKAGE + example, ownClass(example));
            }
        }
        classes.reset();
        sites.reset();
        sitesOutOfReach.reset();
        ownBytes.reset();
    }

    private byte[] ownClass(String name) throws IOException {
        try (InputStream in = own.getResourceAsStream(PACKAGE + name + ".class")) {
            return in.readAllBytes();
        }
    }

    /**
     * From now on gives back, when it is retransformed, what has been instrumented and is not to be any more, as
     * {@link #restore} does. All that this package needs has to be loaded before.
     */
    public void exactMayChange() {
        exactMayChange = true;
    }

    /**
     * From now on gives classes as they were, for a last {@link Retransformation}. Where the JVM would make them out of
     * a constant pool that grows (see {@link NanConstants}), it is given the class file, which it then keeps.
     */
    public void restore() {
        restoring = true;
    }

    /** The instrumented class, or null when there is nothing to instrument in it. */
    byte[] instrument(ClassLoader loader, String name, byte[] original) {
        byte[] hooked = isHooked(name) ? ClassPatcher.hook(original, name) : null;
        byte[] unhooked = hooked == null ? original : hooked;
        byte[] instrumented = wantsAllocations(name) ? instrumentAllocations(loader, name, unhooked) : null;
        byte[] result = instrumented == null ? hooked : instrumented;
        if (result != null) {
            touched.add(name);
            classes.increment();
        }
        return result;
    }

    private byte[] instrumentAllocations(ClassLoader loader, String name, byte[] original) {
        if (exact.contains(name)) {
            return instrumentWithAsm(original, new ExactCalls(exact, loader, name));
        }
        if (handover == Handover.ON_STACK) {
            AllocationSites found = new AllocationSites();
            try {
                byte[] patched = ClassPatcher.patch(original, found);
                methodsTooLong.add(found.methodsTooLongCount());
                count(found);
                return patched;
            } catch (UnusualClassException e) {
                return instrumentWithAsm(original, null);
            }
        }
        return instrumentWithAsm(original, null);
    }

    /** @param counted null when the class is not counted exactly */
    private byte[] instrumentWithAsm(byte[] original, ExactCalls counted) {
        AllocationSites found = new AllocationSites();
        byte[] written = AllocationWriter.write(original, handover, counted, found);
        methodsTooLong.add(found.methodsTooLongCount());
        count(found);
        return written;
    }

    private void count(AllocationSites found) {
        sites.add(found.instrumentedCount());
        sitesOutOfReach.add(found.outOfReachCount());
    }

    /** How the hook is given what is allocated. */
    public Handover handover() {
        return handover;
    }

    /** Classes instrumented; a class instrumented again counts again. */
    public long classes() {
        return classes.sum();
    }

    public long sites() {
        return sites.sum();
    }

    public long sitesOutOfReach() {
        return sitesOutOfReach.sum();
    }

    public long methodsTooLong() {
        return methodsTooLong.sum();
    }

    /** Bytes allocated on the threads of the application by transforming classes. */
    public long ownBytes() {
        return ownBytes.sum();
    }

    /** Nanoseconds spent on instrumenting, on whatever threads load classes. */
    public long nanos() {
        return nanos.sum();
    }

    /**
     * Bytes of native memory in which the JVM keeps the class files of instrumented classes, to be able to retransform
     * them again ({@code JvmtiCachedClassFileData}); at most, for a class unloaded or instrumented again still counts.
     */
    public long classFileBytesKept() {
        return bytesKept.sum();
    }

    /** Bytes by which classes have grown that were instrumented as they were loaded. */
    public long bytesAddedToLoadedClasses() {
        return bytesAddedToLoaded.sum();
    }

    /** Classes that were loaded on threads of ours. */
    public long loadedByOwnThreads() {
        return loadedByOwnThreads.sum();
    }

    /** Classes left as they were because instrumenting them failed. */
    public long failures() {
        return failures.sum();
    }

    public String lastFailure() {
        return lastFailure;
    }
}

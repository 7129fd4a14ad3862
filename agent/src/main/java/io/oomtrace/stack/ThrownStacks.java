package io.oomtrace.stack;

import io.oomtrace.snapshot.Frame;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stacks as the JVM keeps them in a {@code Throwable}: a few numbers per frame, which costs the thread a fraction of what
 * {@link StackWalker}'s objects do. They are also what tells one frame from another, so that each is named only once.
 */
public final class ThrownStacks implements Stacks {
    private static final String HOOKS = "io.oomtrace.hook.";
    private static final String REFLECTION = "jdk.internal.reflect.";

    /** Frames of ours above the application's: recorder, hook and this. */
    public static final int OWN_FRAMES = 8;

    private final Supplier<Throwable> here;
    private final Function<Throwable, Object> backtrace;
    private final StackDepth depth;
    private final Predicate<Class<?>> own;
    private final FrameCache cache = new FrameCache();

    // The stack that is being named.
    private final Class<?>[] types = new Class<?>[StackDepth.MOST + OWN_FRAMES + 1];
    private final long[] positions = new long[types.length];
    private final int[] elements = new int[types.length];

    /**
     * @param here makes a throwable with the current thread's stack
     * @param backtrace the stack in it, as {@link Backtrace} reads it
     * @param depth frames that are kept at most
     * @param own tells the agent's classes
     */
    public ThrownStacks(
            Supplier<Throwable> here,
            Function<Throwable, Object> backtrace,
            StackDepth depth,
            Predicate<Class<?>> own) {
        this.here = here;
        this.backtrace = backtrace;
        this.depth = depth;
        this.own = own;
    }

    @Override
    public String by() {
        return "throwable";
    }

    @Override
    public long heapBytes(HeapSizes sizes) {
        return cache.heapBytes(sizes);
    }

    @Override
    public Object take() {
        return here.get();
    }

    @Override
    public Named name(Object taken) {
        Throwable thrown = (Throwable) taken;
        Object first = backtrace.apply(thrown);
        if (first == null) {
            return null;
        }
        try {
            int kept = depth.frames();
            return name(thrown, read(new Backtrace(first), kept + OWN_FRAMES + 1), kept);
        } finally {
            Arrays.fill(types, null); // No class is kept alive.
        }
    }

    /** Reads so many at most; when the hook's frames end, what was read so far is not the application's. */
    private int read(Backtrace frames, int most) {
        int walked = 0;
        boolean inHook = false;
        boolean below = false;
        for (int element = 0; walked < most && frames.next(); element++) {
            Class<?> type = frames.type();
            if (isReflection(type)) {
                continue;
            }
            if (!below) {
                boolean hook = type.getName().startsWith(HOOKS);
                below = inHook && !hook;
                inHook = hook;
                walked = below ? 0 : walked;
            }
            types[walked] = type;
            positions[walked] = frames.position();
            elements[walked++] = element;
        }
        return walked;
    }

    /** How methods are called by reflection changes with the number of calls; {@link StackWalker} leaves it out, too. */
    private static boolean isReflection(Class<?> type) {
        return type == Method.class
                || type == Constructor.class
                || type.getName().startsWith(REFLECTION) && type.getName().contains("Accessor");
    }

    private Named name(Throwable thrown, int walked, int depth) {
        for (int i = 0; i < walked; i++) {
            if (own.test(types[i])) {
                return null;
            }
        }
        int kept = Math.min(walked, depth);
        return new Named(frames(thrown, kept), walked > kept);
    }

    private List<Frame> frames(Throwable thrown, int count) {
        List<Frame> named = new ArrayList<>(count);
        StackTraceElement[] names = null;
        for (int i = 0; i < count; i++) {
            Frame frame = cache.get(types[i], positions[i]);
            if (frame == null) {
                if (names == null) {
                    names = thrown.getStackTrace();
                }
                frame = FrameNames.frame(names[elements[i]], types[i]);
                cache.put(types[i], positions[i], frame);
            }
            named.add(frame);
        }
        return named;
    }
}

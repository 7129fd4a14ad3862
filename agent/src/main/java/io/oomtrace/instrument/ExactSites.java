package io.oomtrace.instrument;

import io.oomtrace.hook.ExactAllocations;
import io.oomtrace.hook.ObjectSizes;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;

/**
 * The sites that {@link ExactAllocations} counts, by their numbers there. A class that is instrumented again gets the
 * numbers it had; classes of the same name in different loaders have their own. Thread-safe: its lock is held for as long
 * as it takes to number a site, and nothing else is waited for with it.
 */
public final class ExactSites implements ObjectSizes {
    private static final int MOST = ExactAllocations.MOST_SITES;

    private static final long BYTES_PER_SEGMENT =
            Long.BYTES * ExactAllocations.SEGMENT_LENGTH + Integer.BYTES * ExactAllocations.SEGMENT_SITES;

    /** A record, its number and its entry in a map, the name of its type. */
    private static final long BYTES_PER_SITE = 200;

    private final ExactScope scope;
    private final ToLongFunction<Object> sizeOf;
    private final List<Loader> loaders = new ArrayList<>();
    private final List<ExactSite> sites = new ArrayList<>();
    private final List<AtomicLongArray> segments = new ArrayList<>();
    private long refused;

    /**
     * @param scope what to count
     * @param sizeOf shallow size of an object in bytes
     */
    public ExactSites(ExactScope scope, ToLongFunction<Object> sizeOf) {
        this.scope = scope;
        this.sizeOf = sizeOf;
    }

    /** Loads and links what counting needs, which must not happen while a class is loaded. */
    public void warmUp() {
        new AtomicLongArray(1).getAndAdd(0, 1);
        ArrayShape.of('B', sizeOf);
    }

    /** Begins to count, or goes on. */
    public void start() {
        ExactAllocations.setSizes(this);
    }

    public void stop() {
        ExactAllocations.setSizes(null);
    }

    @Override
    public long of(Object object) {
        return sizeOf.applyAsLong(object);
    }

    /** Whether anything of a class of this internal name is counted. */
    boolean contains(String internalName) {
        return scope.contains(internalName);
    }

    boolean contains(String internalName, String method) {
        return scope.contains(internalName, method);
    }

    /** The numbers of sites in classes of one loader. */
    static final class Loader {
        private final WeakReference<ClassLoader> loader;
        private final boolean bootstrap;
        private final Map<ExactSite, Integer> numbers = new HashMap<>();

        private Loader(ClassLoader loader) {
            this.loader = new WeakReference<>(loader);
            this.bootstrap = loader == null;
        }

        /** By identity: an application's loader may have an {@code equals} of its own. */
        private boolean is(ClassLoader other) {
            return other == null ? bootstrap : loader.refersTo(other);
        }

        private boolean isGone() {
            return !bootstrap && loader.refersTo(null);
        }
    }

    /** Of that loader, or of the bootstrap loader: null. */
    synchronized Loader loader(ClassLoader loader) {
        for (Iterator<Loader> all = loaders.iterator(); all.hasNext(); ) {
            Loader known = all.next();
            if (known.is(loader)) {
                return known;
            }
            if (known.isGone()) {
                all.remove();
            }
        }
        Loader first = new Loader(loader);
        loaders.add(first);
        return first;
    }

    /** The site's number; -1 when there are as many as can be. */
    synchronized int number(Loader loader, ExactSite site) {
        Integer known = loader.numbers.get(site);
        if (known != null) {
            return known;
        }
        if (sites.size() == MOST) {
            refused++;
            return -1;
        }
        int number = sites.size();
        prepare(number, site.type());
        sites.add(site);
        loader.numbers.put(site, number);
        return number;
    }

    private void prepare(int number, String type) {
        if (number == 0) {
            ExactAllocations.setAlignment(ArrayShape.alignment(sizeOf));
        }
        if (number % ExactAllocations.SEGMENT_SITES == 0) {
            AtomicLongArray counters = new AtomicLongArray(ExactAllocations.SEGMENT_LENGTH);
            ExactAllocations.setSegment(segments.size(), counters, new int[ExactAllocations.SEGMENT_SITES]);
            segments.add(counters);
        }
        if (type.startsWith("[")) {
            ArrayShape shape = ArrayShape.of(type.charAt(1), sizeOf);
            ExactAllocations.setArray(number, shape.base(), shape.shift());
        }
    }

    /** What was counted at one site. */
    public record Count(ExactSite site, long count, long bytes) {}

    /**
     * Every site of a class and of those nested in it, whatever their loaders; those that have allocated nothing,
     * too.
     */
    public synchronized List<Count> counts(String className) {
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            String of = sites.get(i).className();
            if (of.equals(className) || of.startsWith(className + '$')) {
                counts.add(new Count(sites.get(i), sum(i, 0), sum(i, 1)));
            }
        }
        return counts;
    }

    private long sum(int site, int which) {
        AtomicLongArray counters = segments.get(site / ExactAllocations.SEGMENT_SITES);
        int inSegment = site % ExactAllocations.SEGMENT_SITES;
        long sum = 0;
        for (int stripe = 0; stripe < ExactAllocations.STRIPES; stripe++) {
            sum += counters.get((stripe * ExactAllocations.SEGMENT_SITES + inSegment) * 2 + which);
        }
        return sum;
    }

    /** Sets every count to 0. */
    public synchronized void reset() {
        for (AtomicLongArray counters : segments) {
            for (int i = 0; i < counters.length(); i++) {
                counters.set(i, 0);
            }
        }
    }

    /** Names of the classes that are counted, nested ones too. */
    public synchronized Set<String> classNames() {
        Set<String> names = new TreeSet<>();
        sites.forEach(site -> names.add(site.className()));
        return names;
    }

    public synchronized int size() {
        return sites.size();
    }

    /** Bytes of the counters and of the sites in the heap. */
    public synchronized long heapBytes() {
        return segments.size() * BYTES_PER_SEGMENT + sites.size() * BYTES_PER_SITE;
    }

    /** Sites that are not counted because there are too many. */
    public synchronized long refused() {
        return refused;
    }

    /** Gives the counters back; what still runs of the classes counts no more. */
    public synchronized void close() {
        stop();
        for (int i = 0; i < segments.size(); i++) {
            ExactAllocations.setSegment(i, null, null);
        }
    }
}

package io.oomtrace.thread;

import io.oomtrace.stack.HeapSizes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/**
 * A map for application threads, none of which ever waits for another here, as they may in a {@code
 * ConcurrentHashMap}, which locks a bin to change it. Each chain of entries is immutable, and is replaced by a
 * compare-and-set that is tried again when somebody else was first. The number of chains never changes. Any thread.
 *
 * @param <K> with {@code equals} and {@code hashCode} that do not change while it is here
 */
final class LockFreeMap<K, V> {
    private record Entry<K, V>(K key, int hash, V value, Entry<K, V> next) {}

    private final AtomicReferenceArray<Entry<K, V>> chains;
    private final AtomicInteger size = new AtomicInteger();

    /** @param chains a power of two: about as many as there will be entries, or not much fewer */
    LockFreeMap(int chains) {
        this.chains = new AtomicReferenceArray<>(chains);
    }

    /** @return null if there is none */
    V get(K key) {
        int hash = key.hashCode();
        Entry<K, V> found = find(chains.get(chain(hash)), key, hash);
        return found == null ? null : found.value;
    }

    /** @return the value it had before, or null */
    V put(K key, V value) {
        return put(key, value, true);
    }

    /** @return the value it had before and has still, or null */
    V putIfAbsent(K key, V value) {
        return put(key, value, false);
    }

    private V put(K key, V value, boolean replace) {
        int hash = key.hashCode();
        int chain = chain(hash);
        while (true) {
            Entry<K, V> first = chains.get(chain);
            Entry<K, V> present = find(first, key, hash);
            if (present != null && !replace) {
                return present.value;
            }
            if (chains.compareAndSet(chain, first, new Entry<>(key, hash, value, without(present, first)))) {
                if (present == null) {
                    size.incrementAndGet();
                    return null;
                }
                return present.value;
            }
        }
    }

    /** @return the value it had, or null; of several calls at once, one has it */
    V remove(K key) {
        int hash = key.hashCode();
        int chain = chain(hash);
        while (true) {
            Entry<K, V> first = chains.get(chain);
            Entry<K, V> present = find(first, key, hash);
            if (present == null) {
                return null;
            }
            if (chains.compareAndSet(chain, first, without(present, first))) {
                size.decrementAndGet();
                return present.value;
            }
        }
    }

    /** What is there all the time, and some of what comes and goes meanwhile. The action may remove what it is given. */
    void forEach(BiConsumer<K, V> action) {
        for (int chain = 0; chain < chains.length(); chain++) {
            for (Entry<K, V> entry = chains.get(chain); entry != null; entry = entry.next) {
                action.accept(entry.key, entry.value);
            }
        }
    }

    private static <K, V> Entry<K, V> find(Entry<K, V> first, K key, int hash) {
        Entry<K, V> entry = first;
        while (entry != null && (entry.hash != hash || !entry.key.equals(key))) {
            entry = entry.next;
        }
        return entry;
    }

    /** The chain as it is if that entry is null; or else what is before it anew, the other way round. */
    private static <K, V> Entry<K, V> without(Entry<K, V> left, Entry<K, V> first) {
        if (left == null) {
            return first;
        }
        Entry<K, V> rest = left.next;
        for (Entry<K, V> entry = first; entry != left; entry = entry.next) {
            rest = new Entry<>(entry.key, entry.hash, entry.value, rest);
        }
        return rest;
    }

    /** By the lower bits, into which the upper ones are mixed as {@code HashMap} does. */
    private int chain(int hash) {
        return (hash ^ hash >>> 16) & chains.length() - 1;
    }

    int size() {
        return size.get();
    }

    /** Bytes in the heap, without keys and values. */
    long heapBytes(HeapSizes sizes) {
        return sizes.references(chains.length()) + size() * sizes.of(new Entry<>(null, 0, null, null));
    }
}

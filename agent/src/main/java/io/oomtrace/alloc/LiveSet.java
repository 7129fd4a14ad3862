package io.oomtrace.alloc;

import io.oomtrace.stack.HeapSizes;
import java.util.random.RandomGenerator;

/**
 * The sampled objects that have not been collected: a bounded, unbiased sample of all objects.
 *
 * <p>When full, every object is thrown out with a chance of one half, the probability of those that stay is halved, and
 * newcomers are let in with the halved probability too; once three quarters are empty, newcomers get twice the chance.
 * Each object is weighed by the inverse of its own probability (Horvitz and Thompson, 1952). Not thread-safe.
 */
final class LiveSet {
    private final TrackedObject[] objects;
    private final RandomGenerator random;
    private int size;
    private double admission = 1;

    LiveSet(int capacity, RandomGenerator random) {
        this.objects = new TrackedObject[capacity];
        this.random = random;
    }

    void add(TrackedObject object) {
        if (admission < 1 && size < objects.length / 4) {
            admission *= 2;
        }
        if (object.refersTo(null) || random.nextDouble() >= admission) {
            return;
        }
        if (size == objects.length) {
            thin();
            if (size == objects.length || random.nextBoolean()) {
                return;
            }
        }
        object.probability *= admission;
        object.index = size;
        objects[size++] = object;
    }

    void remove(TrackedObject object) {
        int hole = object.index;
        if (hole == TrackedObject.UNTRACKED) {
            return;
        }
        object.index = TrackedObject.UNTRACKED;
        TrackedObject last = objects[--size];
        objects[size] = null;
        if (last != object) {
            objects[hole] = last;
            last.index = hole;
        }
    }

    private void thin() {
        admission /= 2;
        for (int i = size - 1; i >= 0; i--) {
            TrackedObject object = objects[i];
            if (random.nextBoolean()) {
                object.probability /= 2;
            } else {
                remove(object);
                object.clear();
            }
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            objects[i].index = TrackedObject.UNTRACKED;
            objects[i].clear();
            objects[i] = null;
        }
        size = 0;
        admission = 1;
    }

    long heapBytes(HeapSizes sizes) {
        return sizes.of(objects) + (size == 0 ? 0 : size * sizes.of(objects[0]));
    }

    int size() {
        return size;
    }

    int capacity() {
        return objects.length;
    }

    double admission() {
        return admission;
    }

    TrackedObject get(int index) {
        return objects[index];
    }
}

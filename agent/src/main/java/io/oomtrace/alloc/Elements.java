package io.oomtrace.alloc;

import io.oomtrace.snapshot.LargeObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * How many elements a collection or an array has. Never calls code of the application, takes a lock or visits what is in a
 * collection: only collections of the JDK's own classes are asked, and of those only the ones whose {@code size()} reads a
 * field. While somebody changes it, the answer may be a little off. Any thread.
 */
final class Elements {
    private static final Set<Class<?>> ASKED = Set.of(
            ArrayDeque.class,
            ArrayList.class,
            ConcurrentHashMap.class,
            CopyOnWriteArrayList.class,
            EnumMap.class,
            HashMap.class,
            HashSet.class,
            IdentityHashMap.class,
            LinkedBlockingQueue.class,
            LinkedHashMap.class,
            LinkedHashSet.class,
            LinkedList.class,
            PriorityQueue.class,
            TreeMap.class);

    private Elements() {}

    /** {@link LargeObject#UNKNOWN} for what is not such a collection. */
    static long ofCollection(Object object) {
        if (!ASKED.contains(object.getClass())) {
            return LargeObject.UNKNOWN;
        }
        return object instanceof Map<?, ?> map ? map.size() : ((Collection<?>) object).size();
    }

    /** References in an array that are not null; {@link LargeObject#UNKNOWN} for an array of numbers. */
    static long ofArray(Object array) {
        if (!(array instanceof Object[] references)) {
            return LargeObject.UNKNOWN;
        }
        long elements = 0;
        for (Object reference : references) {
            if (reference != null) {
                elements++;
            }
        }
        return elements;
    }
}

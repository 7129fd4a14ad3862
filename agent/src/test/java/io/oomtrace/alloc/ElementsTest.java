package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.LargeObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ElementsTest {
    static Stream<Collection<String>> collections() {
        return Stream.of(
                new ArrayDeque<>(),
                new ArrayList<>(),
                new CopyOnWriteArrayList<>(),
                new HashSet<>(),
                new LinkedBlockingQueue<>(),
                new LinkedHashSet<>(),
                new LinkedList<>(),
                new PriorityQueue<>());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void ofTheJdksCollections(Collection<String> collection) {
        assertThat(Elements.ofCollection(collection)).isZero();
        collection.addAll(List.of("a", "b", "c"));
        assertThat(Elements.ofCollection(collection)).isEqualTo(3);
    }

    static Stream<Map<String, String>> maps() {
        return Stream.of(
                new ConcurrentHashMap<>(),
                new HashMap<>(),
                new IdentityHashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>());
    }

    @ParameterizedTest
    @MethodSource("maps")
    void ofTheJdksMaps(Map<String, String> map) {
        map.putAll(Map.of("a", "1", "b", "2"));
        assertThat(Elements.ofCollection(map)).isEqualTo(2);
    }

    /** What is an application's, takes a lock, or may call an application's comparator. */
    @Test
    void nothingElseIsAsked() {
        List<Object> others = List.of(
                new ArrayList<String>() {
                    @Override
                    public int size() {
                        throw new AssertionError("was asked");
                    }
                },
                Collections.synchronizedList(new ArrayList<>()),
                new TreeSet<>(List.of("a")).tailSet("a"),
                "text",
                new byte[1]);
        assertThat(others).allMatch(other -> Elements.ofCollection(other) == LargeObject.UNKNOWN);
    }

    @Test
    void ofAnArrayThoseThatAreNotNull() {
        assertThat(Elements.ofArray(new String[] {"a", null, "b", null})).isEqualTo(2);
        assertThat(Elements.ofArray(new int[] {1, 2})).isEqualTo(LargeObject.UNKNOWN);
    }
}

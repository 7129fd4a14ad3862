package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LockFreeMapTest {
    private static final int THREADS = 8;

    /** So few chains that most entries share one. */
    private final LockFreeMap<String, Integer> map = new LockFreeMap<>(4);

    @Test
    void doesAsAHashMapDoes() {
        Map<String, Integer> other = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String key = "key" + random.nextInt(40);
            switch (random.nextInt(4)) {
                case 0 -> assertThat(map.put(key, i)).isEqualTo(other.put(key, i));
                case 1 -> assertThat(map.putIfAbsent(key, i)).isEqualTo(other.putIfAbsent(key, i));
                case 2 -> assertThat(map.remove(key)).isEqualTo(other.remove(key));
                default -> assertThat(map.get(key)).isEqualTo(other.get(key));
            }
            assertThat(map.size()).isEqualTo(other.size());
        }
        assertThat(content()).isEqualTo(other);
    }

    @Test
    void whatItIsGivenMayBeRemovedMeanwhile() {
        for (int i = 0; i < 40; i++) {
            map.put("key" + i, i);
        }
        map.forEach((key, value) -> {
            if (value % 2 == 0) {
                map.remove(key);
            }
        });
        assertThat(map.size()).isEqualTo(20);
        assertThat(content().values()).allMatch(value -> value % 2 == 1);
    }

    /** Each puts and removes keys of its own in chains of all. */
    @Test
    void nothingIsLostWhenManyChangeIt() throws Exception {
        inThreads(thread -> {
            for (int round = 0; round < 2000; round++) {
                for (int i = 0; i < 5; i++) {
                    assertThat(map.put(thread + "." + i, round)).isNull();
                }
                for (int i = 0; i < 5; i++) {
                    assertThat(map.remove(thread + "." + i)).isEqualTo(round);
                }
            }
            map.put("left by " + thread, 1);
            return null;
        });
        assertThat(map.size()).isEqualTo(THREADS);
        assertThat(content()).hasSize(THREADS);
    }

    @Test
    void oneOfManyIsFirst() throws Exception {
        for (int round = 0; round < 500; round++) {
            String key = "round " + round;
            List<Integer> first = inThreads(thread -> map.putIfAbsent(key, thread));
            assertThat(first).filteredOn(value -> value == null).hasSize(1);
            List<Integer> removed = inThreads(thread -> map.remove(key));
            assertThat(removed).filteredOn(value -> value != null).hasSize(1);
        }
        assertThat(map.size()).isZero();
    }

    private interface Part {
        Integer in(int thread) throws Exception;
    }

    private static List<Integer> inThreads(Part part) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                parts.add(() -> part.in(thread));
            }
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> future : executor.invokeAll(parts)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private Map<String, Integer> content() {
        Map<String, Integer> content = new HashMap<>();
        map.forEach((key, value) -> assertThat(content.put(key, value)).isNull());
        return content;
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullCollectionTest {
    private final FullCollection collection = new FullCollection();

    @Test
    void itIsOverWhenAllWasCollected() {
        for (int i = 0; i < 3; i++) {
            collection.release();
            assertThat(collection.isOver()).isFalse();
            System.gc();
            assertThat(collection.isOver()).isTrue();
        }
    }

    @Test
    void itIsWaitedFor() {
        collection.request();
        assertThat(collection.isOver()).isTrue();
    }

    @Test
    void collectionsOfYoungObjectsDoNotCount() {
        collection.release();
        System.gc();
        collection.release();
        long collected = 0;
        for (int i = 0; i < 2_000_000; i++) {
            collected += new byte[100].length;
        }
        assertThat(collected).isEqualTo(200_000_000);
        assertThat(collection.isOver()).isFalse();
    }
}

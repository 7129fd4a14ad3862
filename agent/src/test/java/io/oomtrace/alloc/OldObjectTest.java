package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OldObjectTest {
    private final OldObject object = new OldObject();

    @Test
    void aFullCollectionTakesIt() {
        for (int i = 0; i < 3; i++) {
            object.release();
            assertThat(object.isCollected()).isFalse();
            System.gc();
            assertThat(object.isCollected()).isTrue();
        }
    }

    @Test
    void aCollectionOfYoungObjectsDoesNot() {
        object.release();
        System.gc();
        object.release();
        long collected = 0;
        for (int i = 0; i < 2_000_000; i++) {
            collected += new byte[100].length;
        }
        assertThat(collected).isEqualTo(200_000_000);
        assertThat(object.isCollected()).isFalse();
    }
}

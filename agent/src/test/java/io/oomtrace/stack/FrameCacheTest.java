package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Frame;
import org.junit.jupiter.api.Test;

class FrameCacheTest {
    private static final int CAPACITY = 65_536;

    private final FrameCache cache = new FrameCache();

    private static Frame frame(long position) {
        return new Frame("Main", "main", "Main.java", (int) position);
    }

    @Test
    void findsEachFrameOfAClassWithMany() {
        for (long position = -5000; position < 5000; position++) {
            cache.put(String.class, position << 16, frame(position));
        }
        for (long position = -5000; position < 5000; position++) {
            assertThat(cache.get(String.class, position << 16)).isEqualTo(frame(position));
        }
        assertThat(cache.get(String.class, 1)).isNull();
        assertThat(cache.get(Integer.class, 0)).isNull();
    }

    @Test
    void classesDoNotShareFrames() {
        cache.put(String.class, 7, frame(1));
        cache.put(Integer.class, 7, frame(2));
        assertThat(cache.get(String.class, 7)).isEqualTo(frame(1));
        assertThat(cache.get(Integer.class, 7)).isEqualTo(frame(2));
    }

    @Test
    void forgetsAllBeforeThereAreTooMany() {
        for (int position = 0; position < CAPACITY; position++) {
            cache.put(String.class, position, frame(position));
        }
        assertThat(cache.get(String.class, 0)).isNotNull();
        cache.put(String.class, CAPACITY, frame(CAPACITY));
        assertThat(cache.get(String.class, 0)).isNull();
        assertThat(cache.get(String.class, CAPACITY)).isNotNull();
    }
}

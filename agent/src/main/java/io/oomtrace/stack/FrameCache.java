package io.oomtrace.stack;

import io.oomtrace.snapshot.Frame;
import java.util.Map;
import java.util.WeakHashMap;

/** The names of frames by class and {@linkplain Backtrace#position position}. Keeps no class alive. Not thread-safe. */
final class FrameCache {
    private static final int CAPACITY = 65_536;

    /** Positions in one class, hashed with linear probing; at most half full. */
    private static final class Frames {
        private long[] positions = new long[4];
        private Frame[] frames = new Frame[4];
        private int size;

        private int slot(long position) {
            int slot = Long.hashCode(position * 0x9E37_79B9_7F4A_7C15L) & frames.length - 1;
            while (frames[slot] != null && positions[slot] != position) {
                slot = slot + 1 & frames.length - 1;
            }
            return slot;
        }

        Frame get(long position) {
            return frames[slot(position)];
        }

        long heapBytes(HeapSizes sizes) {
            return sizes.of(this) + sizes.of(positions) + sizes.of(frames);
        }

        void put(long position, Frame frame) {
            if (2 * ++size > frames.length) {
                grow();
            }
            int slot = slot(position);
            positions[slot] = position;
            frames[slot] = frame;
        }

        private void grow() {
            long[] oldPositions = positions;
            Frame[] oldFrames = frames;
            positions = new long[2 * oldPositions.length];
            frames = new Frame[positions.length];
            for (int i = 0; i < oldFrames.length; i++) {
                if (oldFrames[i] != null) {
                    int slot = slot(oldPositions[i]);
                    positions[slot] = oldPositions[i];
                    frames[slot] = oldFrames[i];
                }
            }
        }
    }

    private final Map<Class<?>, Frames> byClass = new WeakHashMap<>();
    private int puts;

    /** @return null if it has not been put, or has been forgotten */
    Frame get(Class<?> type, long position) {
        Frames known = byClass.get(type);
        return known == null ? null : known.get(position);
    }

    /** Bytes in the heap, without the names. */
    long heapBytes(HeapSizes sizes) {
        long bytes = sizes.map(byClass.size()) + puts * sizes.of(Frame.NONE);
        for (Frames frames : byClass.values()) {
            bytes += frames.heapBytes(sizes);
        }
        return bytes;
    }

    /** What is there must not be put again. */
    void put(Class<?> type, long position, Frame frame) {
        if (++puts > CAPACITY) {
            byClass.clear();
            puts = 1;
        }
        Frames frames = byClass.get(type);
        if (frames == null) {
            frames = new Frames();
            byClass.put(type, frames);
        }
        frames.put(position, frame);
    }
}

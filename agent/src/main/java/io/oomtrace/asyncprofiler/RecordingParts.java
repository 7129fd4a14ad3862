package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import one.jfr.JfrReader;

/**
 * The parts (chunks) of a recording in the format of Flight Recorder, read one by one as they are completed. async-profiler
 * writes the length of a part into its head when it has written the part; a new one says that it is a gigabyte, and that
 * it has no constants (flightRecorder.cpp: {@code writeHeader}, {@code finishChunk}). Not thread-safe.
 *
 * <p>Not a channel: interrupting a thread of the endpoint would close it.
 */
final class RecordingParts implements AutoCloseable {
    private static final int HEAD_BYTES = 68;
    private static final int LENGTH = 8;
    private static final int CONSTANTS = 16;

    /** What is larger is skipped: it would have to be held in the heap of a program that is not ours. */
    private static final long MOST_BYTES = 64 << 20;

    private final RandomAccessFile file;
    private final byte[] head = new byte[HEAD_BYTES];
    private long position;

    /** @param path of the file, which need not stay */
    RecordingParts(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    long fileBytes() throws IOException {
        return file.length();
    }

    long unreadBytes() throws IOException {
        return file.length() - position;
    }

    /**
     * Reads those that have been completed since the last time.
     *
     * @throws IOException when it is no such recording, as on a disk that is full
     */
    void read(Consumer<JfrReader> part) throws IOException {
        long end = file.length(); // While these are read, more may come.
        for (int length = nextLength(); length != 0 && position < end; length = nextLength()) {
            byte[] bytes = new byte[length];
            file.seek(position);
            file.readFully(bytes);
            position += length;
            try {
                part.accept(new JfrReader(ByteBuffer.wrap(bytes)));
            } catch (RuntimeException e) {
                throw new IOException("async-profiler's recording cannot be read: " + e, e);
            }
        }
    }

    /** In bytes; 0 when none is complete. */
    private int nextLength() throws IOException {
        while (unreadBytes() >= HEAD_BYTES) {
            file.seek(position);
            file.readFully(head);
            long length = ByteBuffer.wrap(head).getLong(LENGTH);
            if (ByteBuffer.wrap(head).getLong(CONSTANTS) == 0 || length > unreadBytes()) {
                return 0;
            }
            if (length < HEAD_BYTES) {
                throw new IOException("async-profiler's recording has a part of " + length + " bytes");
            }
            if (length <= MOST_BYTES) {
                return (int) length;
            }
            position += length;
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

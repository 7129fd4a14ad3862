package io.oomtrace.cli.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One text entry of HotSpot's shared performance data, {@code /tmp/hsperfdata_<user>/<pid>}, format 2.0.
 *
 * <p>Sources: HotSpot's perfMemory.hpp (prologue) and perfData.hpp (entries). A file that is still being set up, cut
 * short or of another format has no entries.
 */
record PerformanceData(String name, String text) {
    private static final int MAGIC = 0xcafec0c0;
    private static final int BYTE_ORDER = 4;
    private static final int MAJOR_VERSION = 5;
    private static final int FIRST_ENTRY = 24;
    private static final int ENTRY_COUNT = 28;
    private static final int ENTRY_HEADER = 20;
    private static final int NAME_OFFSET = 4;
    private static final int VECTOR_LENGTH = 8;
    private static final int TYPE = 12;
    private static final int DATA_OFFSET = 16;

    /** The text entry {@code name} of {@code file}. */
    static Optional<PerformanceData> read(Path file, String name) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file));
        if (data.capacity() < FIRST_ENTRY + 8 || data.getInt(0) != MAGIC || data.get(MAJOR_VERSION) != 2) {
            return Optional.empty();
        }
        data.order(data.get(BYTE_ORDER) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int entry = data.getInt(FIRST_ENTRY);
        for (int left = data.getInt(ENTRY_COUNT); left > 0; left--) {
            int length = entry < 0 || entry > data.capacity() - ENTRY_HEADER ? 0 : data.getInt(entry);
            if (length < ENTRY_HEADER || length > data.capacity() - entry) {
                return Optional.empty();
            }
            ByteBuffer one = data.slice(entry, length).order(data.order());
            if (one.get(TYPE) == 'B'
                    && text(one, one.getInt(NAME_OFFSET), length).equals(name)) {
                int at = one.getInt(DATA_OFFSET);
                return Optional.of(new PerformanceData(name, text(one, at, at + one.getInt(VECTOR_LENGTH))));
            }
            entry += length;
        }
        return Optional.empty();
    }

    /** The zero-terminated text at {@code from}, not beyond {@code to}. */
    private static String text(ByteBuffer bytes, int from, int to) {
        int most = Math.min(to, bytes.capacity());
        int start = Math.min(Math.max(from, 0), bytes.capacity());
        int end = start;
        while (end < most && bytes.get(end) != 0) {
            end++;
        }
        return UTF_8.decode(bytes.slice(start, end - start)).toString();
    }
}

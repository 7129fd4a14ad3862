package io.oomtrace.export;

import io.oomtrace.snapshot.Capture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file a {@link Capture} is saved to: JSON, compressed with gzip. {@link SnapshotWriter} has its fields.
 *
 * <p>What is read is what was written, to the last bit. gzip's check sum tells a file that ends too early or was changed.
 * Stateless; safe on any thread.
 */
public final class SnapshotFile {
    /** Of files, in {@link #VERSION} and all others. */
    static final String FORMAT = "oomtrace-snapshot";

    /** Goes up with every change that an older reader would not understand. */
    static final int VERSION = 1;

    private static final String ANOTHER = "Give a file saved by oomtrace.";
    private static final String AGAIN = "Save or copy it again.";

    private SnapshotFile() {}

    public static byte[] write(Capture capture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            new SnapshotWriter(gzip).write(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return bytes.toByteArray();
    }

    /** @throws SnapshotFileException when these are not the bytes of a whole file of a version this can read */
    public static Capture read(byte[] file) {
        if (!isGzip(file)) {
            throw noSnapshot(null);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return SnapshotReader.read(gzip);
        } catch (SnapshotFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SnapshotFileException("It is damaged, or ends too early.", AGAIN, e);
        }
    }

    private static boolean isGzip(byte[] file) {
        return file.length >= 2 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
    }

    static SnapshotFileException noSnapshot(Exception e) {
        return new SnapshotFileException("It is not a snapshot of oomtrace.", ANOTHER, e);
    }

    static SnapshotFileException newer(int version) {
        return new SnapshotFileException(
                "It was written by a newer oomtrace: version " + version + " of the format, of which this reads "
                        + VERSION + ".",
                "Use the oomtrace that saved it, or a newer one.",
                null);
    }
}

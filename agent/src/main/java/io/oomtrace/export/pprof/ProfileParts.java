package io.oomtrace.export.pprof;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a profile in parts, so that there is never all of it in memory: messages that follow each other are one
 * message, in which what is repeated is put together in that order ("Encoding" in the documentation of protocol
 * buffers). Not thread-safe.
 */
final class ProfileParts {
    private static final int ENTRIES = 2048;

    private final OutputStream out;
    private final ProfileProto.Profile part = ProfileProto.Profile.newInstance();
    private int entries;

    ProfileParts(OutputStream out) {
        this.out = out;
    }

    /** What is to be written next; not to be kept. */
    ProfileProto.Profile part() {
        return part;
    }

    /** Something was added to it that there may be much of. */
    void added() throws IOException {
        if (++entries == ENTRIES) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(part.toByteArray());
        part.clearQuick();
        entries = 0;
    }
}

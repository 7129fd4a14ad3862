package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import one.jfr.JfrReader;

/**
 * One recording of async-profiler's, from start to stop. Its file has no name any more once it is open: nobody else can read
 * it, and nothing is left of it however the program ends. Not thread-safe.
 */
final class ProfilerSession implements AutoCloseable {
    /** Without what it would tell of the machine, the command line and the system properties (arguments.h: JfrOption). */
    private static final String RECORDING = "jfr,jfropts=0x1f";

    /** Every command says so: what it logs would appear in the program's output. */
    private static final String SILENT = ",loglevel=none";

    /** For each part, of which one is read at once. */
    private static final String BOUNDS = ",chunksize=4m,memlimit=64m";

    private static final String MEMORY_END = "_kb ";

    private final Profiler profiler;
    private final RecordingParts parts;
    private final Runnable ended;
    private boolean running = true;

    private ProfilerSession(Profiler profiler, RecordingParts parts, Runnable ended) {
        this.profiler = profiler;
        this.parts = parts;
        this.ended = ended;
    }

    /**
     * @param places for the file, the first that can be written
     * @param ended is run when it is closed
     * @throws IllegalStateException with what async-profiler says if it does not start
     */
    static ProfilerSession begin(Profiler profiler, List<Path> places, String events, int depth, Runnable ended)
            throws IOException {
        try (PrivateFolder folder = PrivateFolder.atOneOf(places)) {
            Path file = folder.file("recording.jfr");
            profiler.execute(
                    "start," + events + ',' + RECORDING + BOUNDS + SILENT + ",jstackdepth=" + depth + ",file=" + file);
            try {
                return new ProfilerSession(profiler, new RecordingParts(file), ended);
            } catch (IOException e) {
                stop(profiler);
                throw e;
            }
        }
    }

    /** Samples taken so far. */
    long samples() {
        return profiler.samples();
    }

    /** What its tables take (profiler.cpp: {@code writeMetrics}, names of which some end so); 0 if it does not tell. */
    long memoryBytes() {
        try {
            long kib = 0;
            for (String line : profiler.execute("metrics" + SILENT).split("\n")) {
                int value = line.indexOf(MEMORY_END);
                kib += value < 0 ? 0 : Long.parseLong(line.substring(value + MEMORY_END.length()));
            }
            return kib << 10;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Bytes recorded so far, without what has been read. */
    long unreadBytes() throws IOException {
        return parts.unreadBytes();
    }

    /** Bytes that the file has, of which those that were read are no longer needed. */
    long fileBytes() throws IOException {
        return parts.fileBytes();
    }

    /** Reads what has been recorded since the last time; while async-profiler writes it out, it misses events. */
    void read(Consumer<JfrReader> part) throws IOException {
        if (running) {
            profiler.execute("dump,jfr" + SILENT);
        }
        parts.read(part);
    }

    /** Stops recording; what was recorded can still be read. */
    void stop() throws IOException {
        if (running) {
            running = false;
            stop(profiler);
        }
    }

    private static void stop(Profiler profiler) throws IOException {
        try {
            profiler.execute("stop,jfr" + SILENT);
        } catch (IllegalStateException e) {
            // It is not active: the JVM exits, and it has stopped itself.
        }
    }

    /** Stops, and lets others have async-profiler. */
    @Override
    public void close() {
        try {
            stop();
            parts.close();
        } catch (IOException e) {
            // Neither writes anything any more.
        } finally {
            ended.run();
        }
    }
}

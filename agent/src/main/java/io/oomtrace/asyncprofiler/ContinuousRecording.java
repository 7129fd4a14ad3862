package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;
import one.jfr.JfrReader;

/**
 * What async-profiler records for as long as the agent is there: allocations of objects, native memory, or both, in one
 * session, since it has one only. Sessions follow each other, when what is recorded changes, when somebody asks what
 * lives, and when the file has become large; what happens between two is missed. Any thread.
 */
public final class ContinuousRecording implements AutoCloseable {
    /** Of the file, of which what was read cannot be given back before the end of the session. */
    private static final long MOST_FILE_BYTES = 64 << 20;

    /** So much is not left unread, so that little has to be when somebody asks. */
    private static final long MOST_UNREAD_BYTES = 2 << 20;

    /**
     * Of what is written in a second, twenty bytes for each call of {@code free}. If it is more, native memory is given up
     * after three seconds, and the sooner the more it is: nobody keeps up with that.
     */
    private static final long MOST_BYTES_PER_SECOND = 8 << 20;

    private static final double PATIENCE = 3;

    private final ProfilerSessions sessions;
    private final IntSupplier depth;
    private final ClassOrigins origins;

    // Guarded by this.
    private SampledAllocations allocations;
    private NativeMemory nativeMemory;
    private ProfilerSession session;
    private long allocationInterval;
    private long begun;
    private int kept;
    private String failure = "";
    private String tooMuch = "";
    private long writtenBefore;
    private long lookedAt;
    private double impatience;

    /** @param depth frames that are kept of a stack */
    public ContinuousRecording(ProfilerSessions sessions, IntSupplier depth, ClassOrigins origins) {
        this.sessions = sessions;
        this.depth = depth;
        this.origins = origins;
    }

    /**
     * Records allocations from now on.
     *
     * @param to gets them; null to end it
     * @throws UnavailableException when async-profiler does not start; then it records nothing
     */
    public synchronized void allocations(SampledAllocations to) throws UnavailableException {
        end();
        allocations = to;
        begin();
    }

    /**
     * Records native memory from now on.
     *
     * @param to gets it; null to end it
     * @throws UnavailableException when async-profiler does not start; then it records nothing
     */
    public synchronized void nativeMemory(NativeMemory to) throws UnavailableException {
        end();
        nativeMemory = to;
        tooMuch = "";
        begin();
    }

    private void begin() throws UnavailableException {
        if (allocations == null && nativeMemory == null) {
            return;
        }
        String events = allocations == null
                ? nativeMemory.option()
                : nativeMemory == null ? allocations.option() : allocations.option() + ',' + nativeMemory.option();
        String forWhat = allocations == null
                ? "native=on"
                : nativeMemory == null ? "engine=async" : "engine=async and native=on";
        try {
            kept = depth.getAsInt();
            allocationInterval = allocations == null ? 0 : allocations.interval();
            session = sessions.begin(forWhat, events, kept + RecordedStacks.HIDDEN_FRAMES);
            begun = System.nanoTime();
            lookedAt = begun;
            writtenBefore = 0;
            impatience = 0;
            failure = "";
        } catch (BusyException e) {
            throw failed(new UnavailableException(e.getMessage(), e));
        } catch (UnavailableException e) {
            throw failed(e);
        }
    }

    private UnavailableException failed(UnavailableException e) {
        failure = e.getMessage();
        return e;
    }

    private void end() {
        if (session == null) {
            return;
        }
        try {
            session.stop();
            session.read(this::collect);
        } catch (IOException e) {
            failure = e.getMessage();
        } finally {
            session.close();
            session = null;
            if (allocations != null) {
                allocations.ended();
            }
        }
    }

    private void collect(JfrReader part) {
        RecordedStacks stacks = new RecordedStacks(part, origins, kept);
        if (allocations != null) {
            allocations.collect(part, stacks, allocationInterval);
            if (allocations.misfits() > 0) {
                failure = "another agent has the JVM's own sampler: what samples stand for is not known";
            }
            rewind(part);
        }
        if (nativeMemory != null) {
            nativeMemory.collect(part, stacks);
        }
    }

    private static void rewind(JfrReader part) {
        try {
            part.rewind();
            part.hasMoreChunks();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands on what has been recorded up to now. */
    public synchronized void read() {
        if (session == null) {
            return;
        }
        try {
            session.read(this::collect);
            if (session.fileBytes() > MOST_FILE_BYTES) {
                renew(() -> {});
            }
        } catch (IOException e) {
            failure = e.getMessage();
            renew(() -> {});
        }
    }

    /** As {@link #read}, if there is much of it, unless it is too much; to be called once a second. */
    public synchronized void keepUp() {
        try {
            if (session == null || session.unreadBytes() <= MOST_UNREAD_BYTES) {
                return;
            }
            double seconds = Math.max(1, (System.nanoTime() - lookedAt) / 1e9);
            long written = session.fileBytes() - writtenBefore;
            lookedAt = System.nanoTime();
            writtenBefore += written;
            double tooFast = written / seconds / MOST_BYTES_PER_SECOND;
            impatience = nativeMemory != null && tooFast > 1 ? impatience + tooFast : 0;
            if (impatience > PATIENCE) {
                giveUpNativeMemory(Math.round(written / seconds / (1 << 20)));
            } else {
                read();
            }
        } catch (IOException e) {
            failure = e.getMessage();
        }
    }

    /** What has not been read is not needed any more. */
    private void giveUpNativeMemory(long mibPerSecond) {
        session.close();
        session = null;
        nativeMemory = null;
        tooMuch = "the program allocates and frees so often that " + mibPerSecond + " MiB a second are recorded of it";
        try {
            begin();
        } catch (UnavailableException e) {
            // It is kept as the failure.
        }
    }

    /** Why native memory was given up; empty if it was not. */
    public synchronized String tooMuch() {
        return tooMuch;
    }

    /**
     * Ends the session, so that what lives is told, and begins another.
     *
     * @param between is run when all of the one has been handed on
     */
    public synchronized void renew(Runnable between) {
        end();
        between.run();
        try {
            begin();
        } catch (UnavailableException e) {
            // It is kept as the failure.
        }
    }

    /** Samples that were taken in the present session; 0 if there is none. */
    public synchronized long samples() {
        return session == null ? 0 : session.samples();
    }

    /** Since when the present session records; 0 if there is none. */
    public synchronized long seconds() {
        return session == null ? 0 : (System.nanoTime() - begun) / 1_000_000_000;
    }

    /** What async-profiler takes of native memory for its tables; 0 if it does not record, or does not tell. */
    public synchronized long memoryBytes() {
        return session == null ? 0 : session.memoryBytes();
    }

    public synchronized boolean isRecording() {
        return session != null;
    }

    /** Why it does not record, or has missed something; empty if all is well. */
    public synchronized String failure() {
        return failure;
    }

    /** Ends what is recorded. */
    @Override
    public synchronized void close() {
        end();
        allocations = null;
        nativeMemory = null;
    }
}

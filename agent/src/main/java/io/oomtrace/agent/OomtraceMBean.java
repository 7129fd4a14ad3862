package io.oomtrace.agent;

/**
 * oomtrace for who speaks JMX: a debugger, a console, or the application itself, which needs no jar for it. It is
 * there as {@value ManagementBean#NAME} once the platform's MBean server is, which oomtrace does not make: that is
 * the application's to do.
 *
 * <p>Queries are those of the HTTP endpoint without the path, {@code by=file&limit=3}; empty for none. What is wrong
 * with one is told by an {@link IllegalArgumentException}.
 */
public interface OomtraceMBean {
    boolean isRecording();

    /** What lives of all that is traced, in bytes, estimated. */
    long getTracedBytes();

    /** The most that has lived at once, in bytes, since the last {@link #resetPeak}. */
    long getPeakBytes();

    /** What oomtrace itself takes, in bytes, as far as it knows. */
    long getMemoryBytes();

    /** Frames of a stack that are recorded at most. */
    int getTracebackLimit();

    /**
     * Of what is recorded from now on.
     *
     * @throws IllegalArgumentException when it is not from 1 to 1024
     */
    void setTracebackLimit(int frames);

    /** @throws IllegalArgumentException when it is on */
    void start();

    /** @throws IllegalArgumentException when it is off */
    void stop();

    /** Forgets what was recorded. */
    void reset();

    void resetPeak();

    /** What {@code /snapshot} answers. */
    String snapshot(String query);

    /** What {@code /threads} answers. */
    String threads(String query);

    /**
     * Keeps a snapshot.
     *
     * @param name for it; empty or null for a number
     * @return its name
     */
    String keep(String name);

    /** Drops one that is kept. */
    void drop(String name);

    /**
     * What {@code /diff} answers.
     *
     * @param from name of a snapshot that is kept
     * @param to name of another; {@code now} for the program as it is
     */
    String diff(String from, String to, String query);

    /**
     * Where an object was allocated: its type, size and thread, then its stack, leaf first.
     *
     * @param object found by identity, so that it must be of this JVM
     * @return null if it is none of those that are tracked: of small objects, few are
     */
    String objectTraceback(Object object);
}

package io.oomtrace.http;

import io.oomtrace.export.metrics.MetricsPage;
import io.oomtrace.export.metrics.Reading;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the endpoint shows and controls. Called on several of its threads at once; may take as long as it needs.
 *
 * <p>Every method may throw a {@link ControlException} to answer with an error of its choice.
 */
public interface Target {
    Snapshot allocations();

    Snapshot threads();

    /** The platform threads that live, by where they are: {@code threads}, of a type for each state they are in. */
    Snapshot liveThreads();

    /** What lived since recording began. */
    History history();

    /**
     * What is in the heap, by class; the JVM stands still meanwhile.
     *
     * @param live whether to collect all garbage first
     */
    Histogram histogram(boolean live);

    /**
     * The largest arrays and collections of those that are tracked and live.
     *
     * @param leastBytes of an array, or of the references in a collection
     */
    LargestReport largest(long leastBytes, int limit);

    /**
     * Begins to sample what is allocated, to tell later what holds it; {@link ControlException} 409 when it is done
     * already, 501 when it cannot be done.
     *
     * @param mostPause for how long the program may stand still in the end, besides a collection
     */
    HolderWatch watchHolders(Duration mostPause);

    /** What {@link #histogram} returned when it was last called, by whomever; null before. */
    Histogram lastHistogram();

    /**
     * All that is known, to be kept or saved.
     *
     * @param histogram whether to count the heap, too, with its garbage; the JVM stands still meanwhile
     */
    Capture capture(boolean histogram);

    /** Those taken before, however the endpoint came and went. */
    KeptSnapshots kept();

    /**
     * What the lines of a class allocated, counted exactly; {@link ControlException} 404 when nothing of it is
     * counted.
     */
    LineTable lines(String className);

    /** Packages, classes and methods that are counted exactly. */
    List<String> countedExactly();

    /**
     * Counts from now on every allocation in a package, a class, or a method of a class.
     *
     * @param method empty for all; {@link ControlException} 400 when there cannot be such, 409 when it is counted
     *     already
     * @return how many classes it is that are loaded by now
     */
    int countExactly(String classes, String method);

    /** Ends it; {@link ControlException} 404 when it is not counted. */
    void stopCounting(String classes, String method);

    /** What {@code /status} shows, in order of display: texts, numbers, booleans, maps and lists of these. */
    Map<String, Object> status();

    /** What {@code /metrics} shows, of now. */
    Reading reading();

    /** What has been shown there before, however the endpoint came and went. */
    MetricsPage metrics();

    /** Packages and classes that are never blamed: see {@link io.oomtrace.snapshot.Query#blameSkip()}. */
    List<String> blameSkip();

    /** Where sources are, the text of lines; for one answer. */
    SourceText sources();

    /** Starts recording; {@link ControlException} 409 when it is on. */
    void start();

    /** Stops recording; {@link ControlException} 409 when it is off. */
    void stop();

    /** Forgets what was recorded. */
    void reset();

    /**
     * Has at most so many frames of each stack recorded from now on; {@link ControlException} 400 when that cannot be.
     */
    void depth(int frames);

    /** Has the peak of what lives begin anew. */
    void resetPeak();

    /** Collects garbage and returns what the heap then holds, in bytes. */
    long gc();
}

package io.oomtrace.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Percentage;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** What oomtrace does, how much it sees, and what it costs. What is not known is the least number there is. */
@Name("oomtrace.Status")
@Label("Status")
@Description("What oomtrace does, how much of the JVM's own counts it sees, and what it costs")
@Category("oomtrace")
@Period("10 s")
@StackTrace(false)
final class StatusEvent extends Event {
    @Label("Engine")
    @Description("Who samples allocations: jvm or instrument")
    String engine;

    @Label("Recording")
    @Description("Whether oomtrace records")
    boolean recording;

    @Label("Live")
    @Description("Bytes of all traced objects that the last garbage collection left")
    @DataAmount
    long liveBytes;

    @Label("Live Error")
    @Description("Half the width of the 95 % interval of the live bytes")
    @DataAmount
    long liveBytesError;

    @Label("Live Peak")
    @Description("The most that has lived at once since the peak was reset")
    @DataAmount
    long livePeakBytes;

    @Label("Live Coverage")
    @Description("Live bytes seen, of the heap in use after the last garbage collection")
    @Percentage
    double liveCoverage;

    @Label("Allocation Coverage")
    @Description("Allocated bytes seen, of those that the JVM has counted")
    @Percentage
    double allocCoverage;

    @Label("Interval")
    @Description("Mean bytes between two samples")
    @DataAmount
    long interval;

    @Label("Samples")
    long samples;

    @Label("Samples per Second")
    @Description("Over the last second")
    int samplesPerSecond;

    @Label("Allocation Sites")
    @Description("Stacks, types and threads told apart, however many have an event")
    int allocationSites;

    @Label("Thread Sites")
    @Description("Stacks that start threads or create executors, however many have an event")
    int threadSites;

    @Label("Own Memory")
    @Description("What oomtrace itself takes, as far as it knows")
    @DataAmount
    long ownMemory;

    @Label("Own CPU Time")
    @Description("Of the threads of oomtrace, since it was loaded")
    @Timespan
    long ownCpuTime;

    @Label("Sampling Time")
    @Description("That passed on threads of the program while samples were taken, since oomtrace was loaded")
    @Timespan
    long samplingTime;

    @Label("Readings Failed")
    @Description("That have no events, or not all, for what went wrong in oomtrace")
    int readingsFailed;

    @Label("Version")
    @Description("Of oomtrace")
    String version;

    @Label("Process")
    @Description("Identifier of the process that is looked at")
    long pid;

    @Label("Taken At")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long takenAt;
}

package io.oomtrace.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Frequency;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** A line of code that starts threads. */
@Name("oomtrace.ThreadSpawnSite")
@Label("Thread Spawn Site")
@Description("A line of code that starts threads: how many, how fast, and how many live. Counted, not sampled")
@Category({"oomtrace", "Threads"})
@Period(PeriodicEvents.PERIOD)
@StackTrace(false)
final class ThreadSpawnSiteEvent extends Event {
    @Label("Line")
    @Description("First line of the program's own code on the stack, from the one that starts the thread")
    String line;

    @Label("Live")
    @Description("Threads started there that live")
    int threadsLive;

    @Label("Live Peak")
    @Description("The most that have lived at once")
    int threadsLivePeak;

    @Label("Started")
    @Description("Threads started since recording began")
    long threadsStarted;

    @Label("Starts in 1 s")
    @Description("Per second, over the last second")
    @Frequency
    double rate1s;

    @Label("Starts in 10 s")
    @Description("Per second, over the last 10 seconds")
    @Frequency
    double rate10s;

    @Label("Starts in 60 s")
    @Description("Per second, over the last 60 seconds")
    @Frequency
    double rate60s;

    @Label("Starts Peak")
    @Description("The most that were started in a second")
    @Frequency
    double ratePeak;

    @Label("Types")
    @Description("Platform or virtual threads")
    String types;

    @Label("Method")
    String method;

    @Label("Class")
    String className;

    @Label("Traceback")
    @Description("The call stack that starts most of them, from the line that does, frames apart by <")
    String traceback;

    @Label("Taken At")
    @Description("The same for all events of one reading")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long takenAt;
}

package io.oomtrace.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** A line of code that creates executors. */
@Name("oomtrace.Executor")
@Label("Executor")
@Description(
        "A line of code that creates executors, timers or cleaners, and what has become of them. Counted, not sampled")
@Category({"oomtrace", "Threads"})
@Period(PeriodicEvents.PERIOD)
@StackTrace(false)
final class ExecutorEvent extends Event {
    @Label("Line")
    @Description("First line of the program's own code on the stack, from the one that creates the executor")
    String line;

    @Label("Never Shut Down")
    int neverShutDown;

    @Label("Live")
    @Description("Neither terminated nor garbage")
    int live;

    @Label("Created")
    @Description("Since recording began")
    int created;

    @Label("Shut Down")
    int shutDown;

    @Label("Terminated")
    int terminated;

    @Label("Garbage")
    @Description("Collected without having been shut down")
    int garbage;

    @Label("Types")
    @Description("Classes of the executors, the most frequent first, five at most")
    String types;

    @Label("Method")
    String method;

    @Label("Class")
    String className;

    @Label("Traceback")
    @Description("The call stack that creates most of them, from the line that does, frames apart by <")
    String traceback;

    @Label("Taken At")
    @Description("The same for all events of one reading")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long takenAt;
}

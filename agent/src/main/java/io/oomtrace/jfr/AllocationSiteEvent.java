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
import jdk.jfr.Timestamp;

/**
 * A line of code that allocates. An event can have no other stack trace than that of the thread that commits it, so the
 * stack is text. The order of the fields is that of the columns in {@code jfr view}. Counts are {@code int} where they
 * can be: Mission Control takes a {@code long} without a unit for an identifier, which it does not add up.
 */
@Name("oomtrace.AllocationSite")
@Label("Allocation Site")
@Description("A line of code that allocates: what of it lives, and what it has allocated. Estimated from samples")
@Category({"oomtrace", "Memory"})
@Period(PeriodicEvents.PERIOD)
@StackTrace(false)
final class AllocationSiteEvent extends Event {
    @Label("Line")
    @Description("First line of the program's own code on the stack, from the one that allocates")
    String line;

    @Label("Live")
    @Description("Bytes of its objects that the last garbage collection left")
    @DataAmount
    long liveBytes;

    @Label("Live Error")
    @Description("Half the width of the 95 % interval of the live bytes")
    @DataAmount
    long liveBytesError;

    @Label("Live Share")
    @Description("Of the live bytes of all lines")
    @Percentage
    float liveShare;

    @Label("Live Objects")
    int liveCount;

    @Label("Allocated")
    @Description("Bytes allocated since recording began, dead or alive")
    @DataAmount
    long allocBytes;

    @Label("Allocated Error")
    @Description("Half the width of the 95 % interval of the allocated bytes")
    @DataAmount
    long allocBytesError;

    @Label("Allocated Share")
    @Description("Of the allocated bytes of all lines")
    @Percentage
    float allocShare;

    @Label("Allocated Objects")
    long allocCount;

    @Label("Oldest")
    @Description("Garbage collections that the oldest of its live objects has survived")
    int oldest;

    @Label("Average Age")
    @Description("Garbage collections survived, on the average of its live bytes")
    float averageAge;

    @Label("Types")
    @Description("What it allocates, the heaviest first, five at most")
    String types;

    @Label("Method")
    String method;

    @Label("Class")
    String className;

    @Label("Traceback")
    @Description("The heaviest of its call stacks, from the line that allocates, frames apart by <")
    String traceback;

    @Label("Taken At")
    @Description("The same for all events of one reading")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long takenAt;
}

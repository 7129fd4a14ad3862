package io.oomtrace.instrument;

/** Counts the allocation sites of one class while it is transformed. One thread. */
final class AllocationSites {
    private int instrumented;
    private int outOfReach;
    private int methodsTooLong;

    void instrumented(int count) {
        instrumented += count;
    }

    /** An object that is not on top of the stack when its constructor returns: not reported. */
    void outOfReach() {
        outOfReach++;
    }

    void add(AllocationSites others) {
        instrumented += others.instrumented;
        outOfReach += others.outOfReach;
        methodsTooLong += others.methodsTooLong;
    }

    /** A method that is left as it was, because it would get too long to compile or to load. */
    void methodTooLong() {
        methodsTooLong++;
    }

    int methodsTooLongCount() {
        return methodsTooLong;
    }

    int instrumentedCount() {
        return instrumented;
    }

    int outOfReachCount() {
        return outOfReach;
    }
}

package io.oomtrace.benchmarks.overhead;

import java.io.IOException;

/** What changes a running program from outside. */
interface Action {
    Action NOTHING = pid -> {};

    /**
     * Does it, and comes back when it is done.
     *
     * @param pid of the program
     * @throws IOException when it could not be done
     */
    void apply(long pid) throws IOException, InterruptedException;
}

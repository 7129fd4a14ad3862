package io.oomtrace.incidents;

import java.util.List;

/** A program that brings itself into the state of one reported incident and stays there. */
public interface Incident {

    /** What it is called on the command line. */
    String name();

    /** One sentence on what went wrong in the report. */
    String summary();

    List<Option<?>> options();

    /** What {@code --help} says below the options: the report's own sizes, JVM arguments and requests it answers. */
    List<String> notes();

    /**
     * Reaches the state, calls {@link Hold#ready} once, and returns when {@link Hold#await()} does.
     *
     * @throws FailedException when it cannot run on this machine
     */
    void run(Arguments arguments, Hold hold) throws Exception;
}

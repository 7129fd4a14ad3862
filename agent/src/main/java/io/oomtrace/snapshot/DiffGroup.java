package io.oomtrace.snapshot;

/**
 * A line of a {@link DiffReport}: what has become of the sites of one key.
 *
 * @param traceback the stack whose change is largest
 */
public record DiffGroup(String key, Change change, CallStack traceback) {}

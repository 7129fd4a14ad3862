package io.oomtrace.snapshot;

/**
 * A line of a {@link DiffReport}: what has become of the sites of one key.
 *
 * @param identity as that of a {@link Group}
 * @param traceback the stack whose change is largest
 */
public record DiffGroup(Object identity, Change change, CallStack traceback) {
    public String key() {
        return identity.toString();
    }
}

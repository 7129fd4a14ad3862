package io.oomtrace.snapshot;

import java.util.List;

/**
 * A chain of references that many objects have in common, at least to where it branches. Immutable.
 *
 * @param root see {@link HeldObject#root()}
 * @param steps the root's first; below the branch those that most have
 * @param branch the step at which they part, most likely a collection that grows; {@link #NO_BRANCH} if they do not
 * @param branches how many ways lead on from there
 * @param objects that it holds, of those that were sampled
 * @param types of these, the most frequent first
 * @param allocatedAt where most of the most frequent type were allocated
 */
public record HolderChain(
        String root,
        List<ReferenceStep> steps,
        int branch,
        int branches,
        int objects,
        List<TypeCount> types,
        CallStack allocatedAt) {
    public static final int NO_BRANCH = -1;

    /** How many there are of a type. */
    public record TypeCount(String type, int objects) {}

    public HolderChain {
        steps = List.copyOf(steps);
        types = List.copyOf(types);
    }
}

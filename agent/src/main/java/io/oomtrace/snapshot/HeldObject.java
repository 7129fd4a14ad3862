package io.oomtrace.snapshot;

import java.util.List;

/**
 * An object that lives, and one way to it from where the garbage collector begins. Immutable.
 *
 * @param site where it was allocated; without values
 * @param root where the way begins: a thread, a global handle; empty if that is a static field
 * @param path the root's first
 */
public record HeldObject(Site site, String root, List<ReferenceStep> path) {
    public HeldObject {
        path = List.copyOf(path);
    }
}

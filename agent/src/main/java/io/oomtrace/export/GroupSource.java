package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.SourceText;

/** Finds the source of the line that a group is. Stateless. */
final class GroupSource {
    private GroupSource() {}

    /** Empty if it is not known, or the group is no line. */
    static String of(Group group, GroupBy by, SourceText sources) {
        if (by == GroupBy.LINE && sources != SourceText.NONE) {
            for (CallStack at = group.traceback(); !at.isEmpty(); at = at.caller()) {
                if (at.leaf().toString().equals(group.key())) {
                    return sources.of(at.leaf());
                }
            }
        }
        return "";
    }
}

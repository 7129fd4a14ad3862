package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.SourceText;

/** Finds the frame whose line a group is, and its source. Stateless. */
final class GroupSource {
    private GroupSource() {}

    /** Empty if it is not known, or the group is no line. */
    static String of(Group group, GroupBy by, SourceText sources) {
        if (by != GroupBy.LINE || sources == SourceText.NONE) {
            return "";
        }
        Frame frame = frame(group.key(), group.traceback());
        return frame == null ? "" : sources.of(frame);
    }

    /** The frame of a stack that is printed like that; null if there is none. */
    static Frame frame(String printed, CallStack stack) {
        for (CallStack at = stack; !at.isEmpty(); at = at.caller()) {
            if (at.leaf().toString().equals(printed)) {
                return at.leaf();
            }
        }
        return null;
    }
}

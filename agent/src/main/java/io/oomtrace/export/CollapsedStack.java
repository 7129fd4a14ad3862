package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.QueryException;
import java.util.List;

/** A stack on one line as flame graph tools read it: {@code root;…;leaf}, frames as {@code com.acme.Cache.put:42}. */
final class CollapsedStack {
    private CollapsedStack() {}

    /** @throws QueryException when it is not by traceback */
    static void requireTraceback(GroupBy by) {
        if (by != GroupBy.TRACEBACK) {
            throw new QueryException(
                    "Collapsed stacks cannot be grouped by=" + by.label() + ".",
                    "Leave by= out, or ask for by=traceback.");
        }
    }

    static void append(StringBuilder text, CallStack stack) {
        List<Frame> frames = stack.frames();
        if (frames.isEmpty()) {
            text.append("[no_Java_frame]");
        } else if (stack.truncated()) {
            text.append("[truncated];");
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            text.append(frame.qualifiedMethod());
            if (frame.line() > 0) {
                text.append(':').append(frame.line());
            }
            text.append(i == 0 ? "" : ";");
        }
    }
}

package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.QueryException;
import java.util.List;

/** A stack on one line as flame graph tools read it: {@code root;…;leaf}, frames as {@code com.acme.Cache.put:42}. */
final class CollapsedStack {
    /** Of a stack without frames. */
    static final String NO_FRAME = "[no_Java_frame]";

    /** In place of the frames nearest to the root, where a stack was deeper than what is recorded. */
    static final String TRUNCATED = "[truncated]";

    private CollapsedStack() {}

    /** @throws QueryException when it is not by traceback */
    static void requireTraceback(GroupBy by) {
        requireTraceback(by, "Collapsed stacks");
    }

    /** @param what cannot be grouped otherwise, in the plural */
    static void requireTraceback(GroupBy by, String what) {
        if (by != GroupBy.TRACEBACK) {
            throw new QueryException(
                    what + " cannot be grouped by=" + by.label() + ".", "Leave by= out, or ask for by=traceback.");
        }
    }

    static void append(StringBuilder text, CallStack stack) {
        List<Frame> frames = stack.frames();
        if (frames.isEmpty()) {
            text.append(NO_FRAME);
        } else if (stack.truncated()) {
            text.append(TRUNCATED).append(';');
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            append(text, frames.get(i));
            text.append(i == 0 ? "" : ";");
        }
    }

    private static void append(StringBuilder text, Frame frame) {
        text.append(frame.qualifiedMethod());
        if (frame.line() > 0) {
            text.append(':').append(frame.line());
        }
    }

    /** One frame as it is in such a line. */
    static String label(Frame frame) {
        StringBuilder text = new StringBuilder();
        append(text, frame);
        return text.toString();
    }
}

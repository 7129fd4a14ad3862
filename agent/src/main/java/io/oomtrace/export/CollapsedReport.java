package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Report;
import java.util.List;

/**
 * A report as collapsed stacks, what flame graph tools read: {@code root;…;leaf value}, the value a whole number of
 * the metric the report is ordered by. Frames are {@code com.acme.Cache.put:42}. Stacks of value 0 are left out.
 */
final class CollapsedReport {
    private final Report report;

    /** @throws QueryException when the report is not by traceback */
    CollapsedReport(Report report) {
        if (report.by() != GroupBy.TRACEBACK) {
            throw new QueryException(
                    "Collapsed stacks cannot be grouped by=" + report.by().label() + ".",
                    "Leave by= out, or ask for by=traceback.");
        }
        this.report = report;
    }

    String write() {
        StringBuilder text = new StringBuilder();
        for (Group group : report.top()) {
            long value = Math.round(group.values().value(report.sortIndex()));
            if (value > 0) {
                stack(text, group.traceback());
                text.append(' ').append(value).append('\n');
            }
        }
        return text.toString();
    }

    private static void stack(StringBuilder text, CallStack stack) {
        List<Frame> frames = stack.frames();
        if (frames.isEmpty()) {
            text.append("[no_Java_frame]");
        } else if (stack.truncated()) {
            text.append("[truncated];");
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            text.append(frame.className()).append('.').append(frame.methodName());
            if (frame.line() > 0) {
                text.append(':').append(frame.line());
            }
            text.append(i == 0 ? "" : ";");
        }
    }
}

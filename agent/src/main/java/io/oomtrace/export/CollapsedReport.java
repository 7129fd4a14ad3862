package io.oomtrace.export;

import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Report;

/**
 * A report as collapsed stacks, what flame graph tools read: a {@link CollapsedStack} and its value, a whole number
 * of the metric the report is ordered by. Stacks of value 0 are left out.
 */
final class CollapsedReport {
    private final Report report;

    /** @throws QueryException when the report is not by traceback */
    CollapsedReport(Report report) {
        CollapsedStack.requireTraceback(report.by());
        this.report = report;
    }

    String write() {
        StringBuilder text = new StringBuilder();
        for (Group group : report.top()) {
            long value = Math.round(group.values().value(report.sortIndex()));
            if (value > 0) {
                CollapsedStack.append(text, group.traceback());
                text.append(' ').append(value).append('\n');
            }
        }
        return text.toString();
    }
}

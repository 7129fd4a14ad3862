package io.oomtrace.export;

import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.QueryException;

/**
 * A difference as collapsed stacks with two values, before and after, as {@code difffolded.pl} of Brendan Gregg's
 * FlameGraph writes them and its {@code flamegraph.pl} reads them. Only stacks whose change is more than chance.
 */
final class CollapsedDiff {
    private final DiffReport diff;

    /** @throws QueryException when the difference is not by traceback */
    CollapsedDiff(DiffReport diff) {
        CollapsedStack.requireTraceback(diff.by());
        this.diff = diff;
    }

    String write() {
        StringBuilder text = new StringBuilder();
        int sort = diff.sortIndex();
        for (DiffGroup group : diff.top()) {
            CollapsedStack.append(text, group.traceback());
            text.append(' ').append(Math.round(group.change().before().value(sort)));
            text.append(' ').append(Math.round(group.change().after().value(sort)));
            text.append('\n');
        }
        return text.toString();
    }
}

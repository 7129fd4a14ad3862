package io.oomtrace.export;

import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.DiffGroup;
import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.GrowthReport;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Values;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Stacks as a flame graph, of the metric they are ordered by. What is beyond the limit is one frame of its own, so that
 * the whole is as wide as the total.
 */
final class FlameGraphDocument {
    private static final String PLURAL = "Flame graphs";

    private FlameGraphDocument() {}

    /**
     * What was allocated is on top of the line that allocated it.
     *
     * @throws io.oomtrace.snapshot.QueryException when it is not by traceback
     */
    static String of(Report report) {
        CollapsedStack.requireTraceback(report.by(), PLURAL);
        Metric.Unit unit = report.sort().unit();
        int sort = report.sortIndex();
        int steps = FlameGraphPage.steps(unit);
        FlameStacks stacks = new FlameStacks(1);
        for (Group group : report.top()) {
            long width = Math.round(steps * group.values().value(sort));
            if (width > 0) {
                FlameTree leaf =
                        stacks.add(group.traceback(), width, group.values().variance(sort));
                FlameStacks.addTypes(leaf, group.types(), steps);
            }
        }
        Values other = report.other().values();
        if (report.other().groups() > 0) {
            stacks.addOther(report.other().groups(), Math.round(steps * other.value(sort)), other.variance(sort));
        }
        return new FlameGraphPage(
                        report.sort().name()
                                + ' '
                                + quantity(report.total(), sort, unit)
                                + (report.temporary() ? ", temporary, " : ", ")
                                + time(report.takenAt())
                                + (report.engine().recording() ? "" : " (not recording)")
                                + coverage(report),
                        stacks.root(),
                        unit,
                        "")
                .ofValues(frame -> Double.isNaN(frame.sum(0))
                        ? Double.NaN
                        : steps * error(frame.width() / (double) steps, frame.sum(0)));
    }

    private static String coverage(Report report) {
        StringBuilder text = new StringBuilder();
        for (Coverage part : report.coverage()) {
            if (!Double.isNaN(part.ratio())) {
                text.append(text.length() == 0 ? ", coverage: " : ", ").append(part.metric());
                text.append(' ').append(TextReport.percent(part.ratio()));
            }
        }
        return text.toString();
    }

    /**
     * As wide as the larger of before and after, stack by stack, so that what has gone is there, too.
     *
     * @throws io.oomtrace.snapshot.QueryException when it is not by traceback
     */
    static String of(DiffReport diff) {
        CollapsedStack.requireTraceback(diff.by(), PLURAL);
        Metric.Unit unit = diff.sort().unit();
        int sort = diff.sortIndex();
        int steps = FlameGraphPage.steps(unit);
        FlameStacks stacks = new FlameStacks(ChangeSum.FIGURES);
        for (DiffGroup group : diff.top()) {
            ChangeSum sum = ChangeSum.of(group.change(), sort);
            long width = sum.width(steps);
            if (width > 0) {
                stacks.add(group.traceback(), width, sum.figures());
            }
        }
        if (diff.other().groups() > 0) {
            ChangeSum sum = ChangeSum.of(diff.other().change(), sort);
            stacks.addOther(diff.other().groups(), sum.width(steps), sum.figures());
        }
        Change total = diff.total();
        return new FlameGraphPage(
                        "change of " + diff.sort().name() + ' '
                                + new Quantity(total.difference(sort), total.error(sort), unit).signed() + ": "
                                + new Quantity(total.before().value(sort), 0, unit) + " at " + time(diff.before())
                                + ", " + new Quantity(total.after().value(sort), 0, unit) + " at "
                                + time(diff.after()),
                        stacks.root(),
                        unit,
                        "")
                .ofChanges(
                        frame -> steps * ChangeSum.of(frame).before(),
                        frame -> steps * ChangeSum.of(frame).after(),
                        frame -> steps * ChangeSum.of(frame).error());
    }

    /**
     * What grows, by its bytes per second.
     *
     * @throws io.oomtrace.snapshot.QueryException when it is not by traceback
     */
    static String of(GrowthReport growth) {
        CollapsedStack.requireTraceback(growth.by(), PLURAL);
        FlameStacks stacks = new FlameStacks(0);
        for (GrowthReport.Group group : growth.top()) {
            long width = Math.round(group.growth().bytesPerSecond());
            if (width > 0) {
                stacks.add(group.traceback(), width);
            }
        }
        double error = growth.total().error();
        return new FlameGraphPage(
                        "growth of live_bytes "
                                + new Quantity(
                                                growth.total().bytesPerSecond(),
                                                Double.isInfinite(error) ? 0 : error,
                                                Metric.Unit.BYTES)
                                        .signed()
                                + "/s, " + growth.looks() + " looks, " + time(growth.from()) + " to "
                                + time(growth.to()),
                        stacks.root(),
                        Metric.Unit.BYTES,
                        "/s")
                .ofValues(frame -> Double.NaN);
    }

    private static String quantity(Values values, int metric, Metric.Unit unit) {
        return new Quantity(values.value(metric), values.error(metric), unit).toString();
    }

    private static double error(double value, double variance) {
        return Values.of(new double[] {value}, new double[] {variance}).error(0);
    }

    static Instant time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}

package io.oomtrace.agent;

import io.oomtrace.http.ControlException;
import io.oomtrace.instrument.ExactSite;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.LineCount;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.Names;
import java.util.List;

/** Asks what was counted exactly. Safe on any thread. */
final class ExactLines {
    private final ExactSites sites;
    private final ExactMode mode;
    private final SourceFiles sources;

    ExactLines(ExactSites sites, ExactMode mode, SourceFiles sources) {
        this.sites = sites;
        this.mode = mode;
        this.sources = sources;
    }

    /**
     * @param allocations for what lives
     * @throws ControlException 404 when nothing of that class is counted
     */
    LineTable of(String className, Snapshot allocations) {
        List<LineCount> counts = sites.counts(className).stream()
                .map(count -> new LineCount(frame(count.site()), type(count.site()), count.count(), count.bytes()))
                .toList();
        if (counts.isEmpty()) {
            throw new ControlException(404, "No allocation of class " + className + " is counted.", hint(className));
        }
        return new LineTable(
                className,
                counts,
                allocations,
                sources.lines(counts.get(0).frame().path()));
    }

    private String hint(String className) {
        if (mode.isCounted(className)) {
            return "It would be, but no code of it that allocates is loaded and can be instrumented.";
        }
        return new NearestName(List.copyOf(sites.classNames()))
                .to(className)
                .map(near -> "Did you mean " + near + "?")
                .orElse("POST /exact?class=" + className + " has it counted from then on.");
    }

    private static Frame frame(ExactSite site) {
        return new Frame(
                site.className(),
                site.methodName(),
                site.fileName(),
                site.line() < 0 ? Frame.UNKNOWN_LINE : site.line());
    }

    private static String type(ExactSite site) {
        return Names.type(site.type().replace('/', '.'));
    }
}

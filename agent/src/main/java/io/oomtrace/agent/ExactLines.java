package io.oomtrace.agent;

import io.oomtrace.http.ControlException;
import io.oomtrace.instrument.ExactSite;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.LineCount;
import io.oomtrace.snapshot.LineTable;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.stack.Names;
import java.util.List;

/** Asks what was counted exactly. Safe on any thread. */
final class ExactLines {
    private final ExactSites sites;

    ExactLines(ExactSites sites) {
        this.sites = sites;
    }

    /** @throws ControlException 404 when nothing of that class is counted */
    LineTable of(String className) {
        List<LineCount> counts = sites.counts(className).stream()
                .map(count -> new LineCount(frame(count.site()), type(count.site()), count.count(), count.bytes()))
                .toList();
        if (counts.isEmpty()) {
            throw new ControlException(404, "No allocation of class " + className + " is counted.", hint(className));
        }
        return new LineTable(className, counts);
    }

    private String hint(String className) {
        return new NearestName(List.copyOf(sites.classNames()))
                .to(className)
                .map(near -> "Did you mean " + near + "?")
                .orElse("Load the agent with exact=" + className
                        + ". What a class allocates is counted once it is loaded.");
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

package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A {@link Filter} at work on one snapshot. Each frame, type and thread is compared once, however many sites have it.
 * Not thread-safe.
 */
final class SiteFilter {
    private final Filter filter;
    private final Blame blame;
    private final Map<FramePattern, Map<Frame, Boolean>> frames = new HashMap<>();
    private final Map<String, Boolean> types = new HashMap<>();
    private final Map<String, Boolean> threads = new HashMap<>();

    SiteFilter(Filter filter, Blame blame) {
        this.filter = filter;
        this.blame = blame;
    }

    /** The same list if nothing is asked for: there may be very many. */
    List<Site> kept(List<Site> sites) {
        if (filter.equals(Filter.NONE)) {
            return sites;
        }
        List<Site> kept = new ArrayList<>();
        for (Site site : sites) {
            if (keeps(site)) {
                kept.add(site);
            }
        }
        return kept;
    }

    boolean keeps(Site site) {
        return oldEnough(site)
                && keepsName(filter.types(), types, site.type())
                && keepsName(filter.threads(), threads, site.thread())
                && (filter.frames().keepsAll() || filter.frames().keeps(onStackOf(site)));
    }

    private static boolean keepsName(Selection<Glob> selection, Map<String, Boolean> known, String name) {
        return selection.keepsAll() || known.computeIfAbsent(name, of -> selection.keeps(glob -> glob.matches(of)));
    }

    private boolean oldEnough(Site site) {
        return filter.minAge() == 0 || site.age() >= filter.minAge();
    }

    private Predicate<FramePattern> onStackOf(Site site) {
        if (!filter.allFrames()) {
            Frame named = blame.of(site.stack());
            return pattern -> matches(pattern, named);
        }
        return pattern -> anyMatches(pattern, site.stack());
    }

    private boolean anyMatches(FramePattern pattern, CallStack stack) {
        for (CallStack at = stack; !at.isEmpty(); at = at.caller()) {
            if (matches(pattern, at.leaf())) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(FramePattern pattern, Frame frame) {
        return frames.computeIfAbsent(pattern, absent -> new HashMap<>()).computeIfAbsent(frame, pattern::matches);
    }
}

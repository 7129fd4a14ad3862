package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which groups a site belongs to, for one query. The name of a frame's group is made once. Not thread-safe. */
final class GroupKeys {
    private final GroupBy by;
    private final boolean cumulative;
    private final Blame blame;
    private final Map<Frame, String> names = new HashMap<>();

    /** Empty for those that the query does not blame. */
    private final Map<Frame, String> namesOfAllowed = new HashMap<>();

    private final Set<Object> keys = new LinkedHashSet<>();
    private final List<Object> one = new ArrayList<>(List.of(""));

    GroupKeys(GroupBy by, boolean cumulative, Blame blame) {
        this.by = by;
        this.cumulative = cumulative;
        this.blame = blame;
    }

    /**
     * One, or if it is cumulative any number, each once. Keys are names, or {@link CallStack}s.
     *
     * @return is another one only until the next call
     */
    Collection<Object> of(Site site) {
        if (!by.ofFrames()) {
            one.set(0, by.key(site));
            return one;
        }
        if (!cumulative) {
            one.set(0, nameOf(blame.of(site.stack())));
            return one;
        }
        keys.clear();
        for (CallStack at = site.stack(); !at.isEmpty(); at = at.caller()) {
            String name = namesOfAllowed.computeIfAbsent(at.leaf(), this::nameIfAllowed);
            if (!name.isEmpty()) {
                keys.add(name);
            }
        }
        if (keys.isEmpty()) {
            keys.add(nameOf(site.stack().leaf()));
        }
        return keys;
    }

    private String nameIfAllowed(Frame frame) {
        return blame.allows(frame) ? nameOf(frame) : "";
    }

    /** A stack is written out only where its group is shown. */
    static String name(Object key) {
        return key instanceof CallStack stack ? stack.toLine() : (String) key;
    }

    /** Of keys of one query. */
    static int compare(Object a, Object b) {
        return a instanceof CallStack stack ? stack.compareTo((CallStack) b) : ((String) a).compareTo((String) b);
    }

    private String nameOf(Frame frame) {
        return names.computeIfAbsent(frame, by::key);
    }
}

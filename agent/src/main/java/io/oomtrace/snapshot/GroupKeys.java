package io.oomtrace.snapshot;

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

    GroupKeys(GroupBy by, boolean cumulative, Blame blame) {
        this.by = by;
        this.cumulative = cumulative;
        this.blame = blame;
    }

    /** One, or if it is cumulative any number, each once. Keys are names, or {@link CallStack}s. */
    Collection<Object> of(Site site) {
        if (!by.ofFrames()) {
            return List.of(by.key(site));
        }
        if (!cumulative) {
            return List.of(nameOf(blame.of(site.stack())));
        }
        Set<Object> keys = new LinkedHashSet<>();
        for (Frame frame : blame.all(site.stack())) {
            keys.add(nameOf(frame));
        }
        return keys;
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

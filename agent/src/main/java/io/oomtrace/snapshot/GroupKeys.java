package io.oomtrace.snapshot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Which groups a site belongs to, for one query. The name of a frame's group is made once, and the groups of a stack are
 * those of its caller and one more at most: there may be 100,000 stacks, each of many frames. Not thread-safe.
 */
final class GroupKeys {
    /**
     * Keys, each once, in no order that matters; null is none. Shared by stacks that have them in common.
     *
     * @param key a name, or a {@link CallStack}
     */
    record Keys(Object key, Keys rest) {
        /** By identity: names are. */
        private boolean contains(String name) {
            for (Keys keys = this; keys != null; keys = keys.rest) {
                if (keys.key == name) {
                    return true;
                }
            }
            return false;
        }
    }

    /** In place of none, which a map cannot hold. */
    private static final Keys NO_KEYS = new Keys("", null);

    private final GroupBy by;
    private final boolean cumulative;
    private final Blame blame;
    private final Map<Frame, Keys> ofFrames = new HashMap<>();

    /** Stacks of one snapshot share their callers, and a map without nodes takes half as much. */
    private final Map<CallStack, Keys> ofStacks = new IdentityHashMap<>();

    private final Map<Object, Keys> byName = new HashMap<>();
    private final Deque<CallStack> unknown = new ArrayDeque<>();
    private Keys lastWhole = NO_KEYS;

    GroupKeys(GroupBy by, boolean cumulative, Blame blame) {
        this.by = by;
        this.cumulative = cumulative;
        this.blame = blame;
    }

    /** One, or if it is cumulative any number. */
    Keys of(Site site) {
        if (by == GroupBy.TRACEBACK) {
            return ofWhole(site.stack());
        }
        if (!by.ofFrames()) {
            return alone(by.key(site));
        }
        if (!cumulative) {
            return of(blame.of(site.stack()));
        }
        Keys keys = ofAll(site.stack());
        return keys == NO_KEYS ? of(site.stack().leaf()) : keys;
    }

    /** The sites of one stack mostly follow each other. */
    private Keys ofWhole(CallStack stack) {
        if (lastWhole.key != stack) {
            lastWhole = new Keys(stack, null);
        }
        return lastWhole;
    }

    /** Of every frame that is allowed. */
    private Keys ofAll(CallStack stack) {
        Keys keys = NO_KEYS;
        for (CallStack at = stack; !at.isEmpty(); at = at.caller()) {
            Keys known = ofStacks.get(at);
            if (known != null) {
                keys = known;
                break;
            }
            unknown.push(at);
        }
        while (!unknown.isEmpty()) {
            CallStack next = unknown.pop();
            keys = with(keys, next.leaf());
            ofStacks.put(next, keys);
        }
        return keys;
    }

    private Keys with(Keys keys, Frame frame) {
        if (!blame.allows(frame)) {
            return keys;
        }
        Keys own = of(frame);
        if (keys == NO_KEYS) {
            return own;
        }
        String name = (String) own.key;
        return keys.contains(name) ? keys : new Keys(name, keys);
    }

    private Keys of(Frame frame) {
        Keys known = ofFrames.get(frame);
        if (known == null) {
            known = alone(by.key(frame));
            ofFrames.put(frame, known);
        }
        return known;
    }

    /** The same for equal names. */
    private Keys alone(Object name) {
        Keys known = byName.get(name);
        if (known == null) {
            known = new Keys(name, null);
            byName.put(name, known);
        }
        return known;
    }

    /** Of keys of one query. */
    static int compare(Object a, Object b) {
        return a instanceof CallStack stack ? stack.compareTo((CallStack) b) : ((String) a).compareTo((String) b);
    }
}

package io.oomtrace.instrument;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The constants that calls of the hook need, added to a class file's pool as they are asked for. */
final class HookConstants {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int MOST = 65535;

    private final ByteWriter constants = new ByteWriter(128);
    private final Map<HookCall, Integer> indexes = new IdentityHashMap<>();
    private final Map<String, Integer> owners = new HashMap<>();
    private int count;

    /** @param count of the pool as it was: the first free index */
    HookConstants(int count) {
        this.count = count;
    }

    /** Index of the reference to the method. */
    int indexOf(HookCall call) {
        Integer known = indexes.get(call);
        if (known != null) {
            return known;
        }
        int index = pair(METHOD, ownerOf(call), nameAndTypeOf(call));
        indexes.put(call, index);
        return index;
    }

    /** Index of its class. */
    int ownerOf(HookCall call) {
        Integer known = owners.get(call.owner());
        if (known != null) {
            return known;
        }
        int index = pair(CLASS, utf8(call.owner()), 0);
        owners.put(call.owner(), index);
        return index;
    }

    /** Index of its name and descriptor. */
    int nameAndTypeOf(HookCall call) {
        return pair(NAME_AND_TYPE, utf8(call.method()), utf8(call.descriptor()));
    }

    private int utf8(String text) {
        constants.reserve(3 + text.length());
        constants.u1(UTF8);
        constants.ascii(text);
        return next();
    }

    private int pair(int tag, int first, int second) {
        constants.reserve(5);
        constants.u1(tag);
        constants.u2(first);
        if (tag != CLASS) {
            constants.u2(second);
        }
        return next();
    }

    private int next() {
        if (count >= MOST) {
            throw UnusualClassException.INSTANCE;
        }
        return count++;
    }

    /** One more than the highest index. */
    int count() {
        return count;
    }

    ByteWriter constants() {
        return constants;
    }
}

package io.oomtrace.snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the sites of one group have in common: the key of the table.
 *
 * <p>{@link #LINE}, {@link #FILE}, {@link #METHOD}, {@link #CLASS} and {@link #PACKAGE} are those of the frame a site
 * is named by ({@link Blame}); the others do not depend on it.
 */
public enum GroupBy {
    /** {@code com.acme.Cache.put(Cache.java:42)}; tracemalloc calls it {@code lineno}. */
    LINE("lineno"),
    /** {@code com/acme/Cache.java}; tracemalloc calls it {@code filename}. */
    FILE("filename"),
    /** {@code com.acme.Cache.put}, overloads together. */
    METHOD(""),
    /** {@code com.acme.Cache$Entry}. */
    CLASS(""),
    /** {@code com.acme}. */
    PACKAGE(""),
    /** The whole stack on one line, leaf first: {@link CallStack#toLine()}. */
    TRACEBACK(""),
    /** {@code byte[]}: what was allocated or started. */
    TYPE(""),
    /** {@code pool-#-thread-#}: who allocated or started it. */
    THREAD("");

    private final String alias;

    GroupBy(String alias) {
        this.alias = alias;
    }

    /** @throws QueryException when there is none of that name or alias */
    public static GroupBy parse(String name) {
        for (GroupBy by : values()) {
            if (by.label().equals(name) || by.alias.equals(name) && !name.isEmpty()) {
                return by;
            }
        }
        throw new QueryException("Cannot group by=" + name + ".", new NearestName(labels()).hint(name));
    }

    /** Every name {@code by=} takes, without aliases. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(GroupBy::label).toList();
    }

    /** Lower case, as in {@code by=}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code lines}. */
    public String plural() {
        return this == CLASS ? "classes" : label() + "s";
    }

    /** Equal for sites of one group: the group's name, or the {@link CallStack} that names it. */
    Object key(Site site, Frame blamed) {
        return switch (this) {
            case LINE -> blamed.toString();
            case FILE -> blamed.path();
            case METHOD -> blamed == Frame.NONE ? blamed.className() : blamed.className() + '.' + blamed.methodName();
            case CLASS -> blamed.className();
            case PACKAGE -> blamed.packageName().isEmpty() ? "(unnamed package)" : blamed.packageName();
            case TRACEBACK -> site.stack();
            case TYPE -> site.type();
            case THREAD -> site.thread();
        };
    }
}

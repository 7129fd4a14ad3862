package io.oomtrace.snapshot;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the sites of one group have in common: the key of the table.
 *
 * <p>{@link #LINE}, {@link #FILE}, {@link #METHOD}, {@link #CLASS}, {@link #PACKAGE} and {@link #MODULE} are those of
 * the frame a site is named by ({@link Blame}); the others do not depend on it.
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
    /** {@code java.base}, or for code on the class path its jar: {@code cache-1.2.jar}. */
    MODULE(""),
    /** The whole stack on one line, leaf first: {@link CallStack#toLine()}. */
    TRACEBACK(""),
    /** {@code byte[]}: what was allocated or started. */
    TYPE(""),
    /** {@code pool-#-thread-#}: who allocated or started it. */
    THREAD(""),
    /** {@code 3}: collections that what lives has survived; {@value #NO_AGE} is what was allocated, dead or alive. */
    AGE("");

    private static final String NO_AGE = "(allocated)";

    private static final Set<GroupBy> OF_FRAMES = EnumSet.of(LINE, FILE, METHOD, CLASS, PACKAGE, MODULE);

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

    /** Those that name a frame. */
    static List<String> labelsOfFrames() {
        return OF_FRAMES.stream().map(GroupBy::label).toList();
    }

    /** Whether a frame has a key. */
    boolean ofFrames() {
        return OF_FRAMES.contains(this);
    }

    /** Lower case, as in {@code by=}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code lines}. */
    public String plural() {
        return this == CLASS ? "classes" : label() + "s";
    }

    /** For people: {@code 1 line}, {@code 1,200 lines}. */
    public String count(int groups) {
        return String.format(Locale.ROOT, "%,d %s", groups, groups == 1 ? label() : plural());
    }

    /** Equal for frames of one group; only if it is {@link #ofFrames()}. */
    String key(Frame frame) {
        return switch (this) {
            case LINE -> frame.toString();
            case FILE -> frame.path();
            case METHOD -> frame.qualifiedMethod();
            case CLASS -> frame.className();
            case PACKAGE -> frame.packageName().isEmpty() ? "(unnamed package)" : frame.packageName();
            case MODULE -> frame.module().isEmpty() ? "(unknown module)" : frame.module();
            default -> throw new IllegalArgumentException(this + " is not of frames");
        };
    }

    /**
     * Equal for sites of one group, if it is not {@link #ofFrames()}: its name, or the {@link CallStack} that names
     * it.
     */
    Object key(Site site) {
        return switch (this) {
            case TRACEBACK -> site.stack();
            case TYPE -> site.type();
            case THREAD -> site.thread();
            case AGE -> site.age() == Site.NO_AGE ? NO_AGE : Integer.toString(site.age());
            default -> throw new IllegalArgumentException(this + " is of frames");
        };
    }
}

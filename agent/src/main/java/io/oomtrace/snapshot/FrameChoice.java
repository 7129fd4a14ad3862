package io.oomtrace.snapshot;

import java.util.List;
import java.util.Locale;

/** Which frame of its stack names a site. */
public enum FrameChoice {
    /** The first frame of the user's own code: {@link Blame}. */
    BLAME,
    /** The line that allocated or started, often in the JDK. */
    LEAF;

    /** @throws QueryException when there is none of that name */
    public static FrameChoice parse(String name) {
        for (FrameChoice choice : values()) {
            if (choice.label().equals(name)) {
                return choice;
            }
        }
        throw new QueryException(
                "There is no frame=" + name + ".", new NearestName(List.of("blame", "leaf")).hint(name));
    }

    /** Lower case, as in {@code frame=}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

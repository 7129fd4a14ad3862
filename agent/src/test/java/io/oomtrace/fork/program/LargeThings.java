package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps arrays of known sizes, and lists of a known number of elements. */
public final class LargeThings {
    public static final int BYTES = 50_000_000;
    public static final int REFERENCES = 2_000_000;
    public static final int FULL = REFERENCES / 2;
    public static final int LISTS = 5000;
    public static final int ELEMENTS = 700;

    private static final List<Object> KEPT = new ArrayList<>();

    private LargeThings() {}

    public static void main(String[] args) throws Exception {
        Cue.await("ready");
        KEPT.add(new byte[BYTES]); // site: bytes
        Object[] references = new Object[REFERENCES]; // site: references
        for (int i = 0; i < FULL; i++) {
            references[2 * i] = "full";
        }
        KEPT.add(references);
        List<String> elements = Collections.nCopies(ELEMENTS, "element");
        for (int i = 0; i < LISTS; i++) {
            KEPT.add(new ArrayList<>(elements)); // site: lists
        }
        Cue.await("kept");
    }
}

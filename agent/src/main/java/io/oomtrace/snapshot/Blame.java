package io.oomtrace.snapshot;

import java.util.List;

/**
 * Chooses the frame a site is named by: the first, from the leaf, of the user's own code; the leaf if there is none.
 *
 * <p>Not the user's own are native code, the JDK and what {@code blame_skip=} lists: packages or classes, {@code org.slf4j} or
 * {@code org.slf4j.**}. A package takes its subpackages along, a class its nested classes; {@code com.acme} does not
 * match {@code com.acmecorp}.
 */
public final class Blame {
    private static final List<String> JDK = List.of("java", "javax", "jdk", "sun", "com.sun");

    private final FrameChoice choice;
    private final List<String> skipped;

    /** @param skipped packages and classes that are not the user's own, beside the JDK */
    public Blame(FrameChoice choice, List<String> skipped) {
        this.choice = choice;
        String[] names = skipped.toArray(new String[0]);
        for (int i = 0; i < names.length; i++) {
            names[i] = withoutStars(names[i]);
        }
        this.skipped = List.of(names);
    }

    public Frame of(CallStack stack) {
        if (choice == FrameChoice.BLAME) {
            for (CallStack at = stack; !at.isEmpty(); at = at.caller()) {
                if (isOwn(at.leaf())) {
                    return at.leaf();
                }
            }
        }
        return stack.leaf();
    }

    /** Whether it could choose a frame; if a stack has none of these, it chooses the leaf. */
    boolean allows(Frame frame) {
        return choice == FrameChoice.LEAF || isOwn(frame);
    }

    /** Whether it is the user's own code. */
    public boolean isOwn(Frame frame) {
        return !frame.isNative() && !in(frame.className(), JDK) && !in(frame.className(), skipped);
    }

    private static boolean in(String className, List<String> names) {
        for (String name : names) {
            if (className.startsWith(name) && endsName(className, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsName(String className, int at) {
        return at == className.length() || className.charAt(at) == '.' || className.charAt(at) == '$';
    }

    private static String withoutStars(String prefix) {
        int end = prefix.length();
        while (end > 0 && (prefix.charAt(end - 1) == '*' || prefix.charAt(end - 1) == '.')) {
            end--;
        }
        return prefix.substring(0, end);
    }
}

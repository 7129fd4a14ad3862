package io.oomtrace.stack;

/** How many frames of a stack are kept at most. May change while stacks are taken: it goes for those named from then on. */
public final class StackDepth {
    /** More than this, nobody may ask for: the JVM keeps as many in a throwable. */
    public static final int MOST = 1024;

    private volatile int frames;

    public StackDepth(int frames) {
        set(frames);
    }

    public int frames() {
        return frames;
    }

    /** @throws IllegalArgumentException when it is not from 1 to {@value #MOST} */
    public void set(int newFrames) {
        if (newFrames < 1 || newFrames > MOST) {
            throw new IllegalArgumentException("a stack of " + newFrames + " frames");
        }
        frames = newFrames;
    }
}

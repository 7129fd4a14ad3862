package io.oomtrace.fork.program;

/** Overflows its stack over and over, allocating all the way down, and counts that each overflow was caught as such. */
public final class Overflowing {
    private static final int OVERFLOWS = 100;
    private static Object last;

    private Overflowing() {}

    public static void main(String[] args) throws InterruptedException {
        Cue.await("ready");
        int caught = 0;
        for (int i = 0; i < OVERFLOWS; i++) {
            try {
                deeper(0);
            } catch (StackOverflowError e) {
                caught++;
            }
        }
        System.out.println("caught " + caught);
        Cue.await("done");
    }

    private static int deeper(int depth) {
        last = new byte[512];
        return 1 + deeper(depth + 1);
    }
}

package io.oomtrace.fork.program;

/** Waits in a shutdown hook until it is told to go on. */
public final class SlowGoodbye {
    private SlowGoodbye() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Cue.await("going"), "goodbye"));
        Cue.await("ready");
        System.exit(7);
    }
}

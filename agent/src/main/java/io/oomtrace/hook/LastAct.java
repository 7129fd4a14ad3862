package io.oomtrace.hook;

/**
 * What the JVM runs last when it exits, behind all hooks of the application. MUST be loaded by the bootstrap loader:
 * the JDK keeps it for ever, so it holds nothing of an agent that has been taken out.
 */
public final class LastAct implements Runnable {
    private static volatile Runnable act;
    private static volatile boolean registered;

    /** @param newAct null for nothing */
    public static void set(Runnable newAct) {
        act = newAct;
    }

    /** Whether one of these has been given to the JDK. */
    public static boolean isRegistered() {
        return registered;
    }

    public static void markRegistered() {
        registered = true;
    }

    @Override
    public void run() {
        Runnable last = act;
        if (last != null) {
            try {
                last.run();
            } catch (Throwable t) {
                act = null;
            }
        }
    }
}

package io.oomtrace.incidents.hang;

import io.oomtrace.incidents.Hold;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The three threads of the reported service: one fills, one frees, one says that it is alive. */
final class Churn {
    private final Blocks blocks;
    private final long periodNanos;
    private final Hold hold;
    private final AtomicBoolean started = new AtomicBoolean();

    /** @param periodMs milliseconds between two rounds of each thread */
    Churn(Blocks blocks, int periodMs, Hold hold) {
        this.blocks = blocks;
        this.periodNanos = TimeUnit.MILLISECONDS.toNanos(periodMs);
        this.hold = hold;
    }

    /** False when it was running already. */
    boolean start() {
        if (!started.compareAndSet(false, true)) {
            return false;
        }
        repeat("fill", blocks::fill);
        repeat("free", blocks::free);
        repeat("heartbeat", () -> hold.say("heartbeat " + state()));
        return true;
    }

    boolean started() {
        return started.get();
    }

    String state() {
        return "present=" + blocks.present() + " of=" + blocks.total();
    }

    private void repeat(String name, Runnable round) {
        Thread thread = new Thread(
                () -> {
                    try {
                        do {
                            round.run();
                        } while (!hold.await(periodNanos));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}

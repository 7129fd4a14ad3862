package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes garbage, and keeps something in three places: most of it in one of the lists of a map, some in a linked list that an
 * object refers to, and some on the stack of a thread.
 */
public final class HeldThings {
    public static final int IN_LIST = 3;
    public static final int BYTES = 10_000;

    private static final Map<String, List<Entry>> SESSIONS = new HashMap<>();
    private static final Registry REGISTRY = new Registry();

    private static volatile Object garbage;
    private static volatile boolean ended;

    private static final class Entry {
        private final byte[] data = new byte[BYTES]; // site: entry
    }

    private static final class Registry {
        private final LinkedList<long[]> listeners = new LinkedList<>();
    }

    private HeldThings() {}

    public static void main(String[] args) throws Exception {
        Thread worker = new Thread(HeldThings::work, "worker-7");
        worker.start();
        Cue.await("ready");
        ended = true;
        worker.join();
    }

    private static void work() {
        List<int[]> local = new ArrayList<>();
        for (int i = 0; !ended; i++) {
            for (int j = 0; j < 5; j++) {
                garbage = new byte[BYTES];
            }
            SESSIONS.computeIfAbsent("user " + i % 2, name -> new ArrayList<>()).add(new Entry());
            if (i % IN_LIST == 0) {
                REGISTRY.listeners.add(new long[BYTES / Long.BYTES]); // site: listener
                local.add(new int[BYTES / Integer.BYTES]); // site: local
            }
            LockSupport.parkNanos(2_000_000);
        }
        System.out.println("kept " + local.size());
    }
}

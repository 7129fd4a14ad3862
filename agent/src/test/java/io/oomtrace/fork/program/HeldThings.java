package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes garbage, and keeps something in three places: most of it in one of the lists of a map, some in a linked list that an
 * object refers to, and some on the stack of a thread. Flight Recorder looks at what is allocated as a thread-local buffer
 * is full: sizes are random, or it would be the same of the three each time.
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
        Random random = new Random(1);
        for (int i = 0; !ended; i++) {
            for (int j = 0; j < 5; j++) {
                garbage = new byte[random.nextInt(2 * BYTES)];
            }
            // While it allocates, its stack must not refer to a list: that is a root as well.
            Entry entry = new Entry();
            String user = "user " + i % 2;
            SESSIONS.computeIfAbsent(user, name -> new ArrayList<>()).add(entry);
            if (i % IN_LIST == 0) {
                long[] listener = new long[BYTES / Long.BYTES]; // site: listener
                REGISTRY.listeners.add(listener);
                local.add(new int[BYTES / Integer.BYTES]); // site: local
            }
            LockSupport.parkNanos(2_000_000);
        }
        System.out.println("kept " + local.size());
    }
}

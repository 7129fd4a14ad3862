package io.oomtrace.http;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.NearestName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Snapshots that somebody wants to come back to, in the order in which they were taken. There are at most {@value
 * #MOST} of them, of {@value #MOST_BYTES} bytes together; none goes by itself. Safe on any thread.
 */
public final class KeptSnapshots {
    static final int MOST = 32;
    static final long MOST_BYTES = 16L << 20;

    /** Of what is not kept: the program as it is. */
    public static final String NOW = "now";

    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final String MAKE_ROOM = "Delete one that you no longer need: DELETE /snapshots/NAME.";

    private final Map<String, KeptSnapshot> byName = new LinkedHashMap<>();
    private final Set<String> beingTaken = new HashSet<>();
    private int lastNumber;

    /**
     * Takes one and keeps it. While it is taken, which may be while the JVM counts its heap, nobody else waits.
     *
     * @param name empty for a number that is not a name yet
     * @param capture is called only if there is room for one more
     * @throws ControlException 400 when it cannot be a name, 409 when it is one already, or there is no room
     */
    public KeptSnapshot keep(String name, Supplier<Capture> capture) {
        String reserved = reserve(name);
        try {
            KeptSnapshot taken = new KeptSnapshot(reserved, capture.get());
            return add(taken);
        } finally {
            release(reserved);
        }
    }

    private synchronized String reserve(String name) {
        if (!name.isEmpty()) {
            requireNew(name);
        }
        if (byName.size() + beingTaken.size() >= MOST) {
            throw new ControlException(409, MOST + " snapshots are kept, which is the most.", MAKE_ROOM);
        }
        String reserved = name.isEmpty() ? nextNumber() : name;
        beingTaken.add(reserved);
        return reserved;
    }

    private synchronized KeptSnapshot add(KeptSnapshot taken) {
        if (bytes() + taken.file().length > MOST_BYTES) {
            throw new ControlException(
                    409,
                    "The snapshot takes " + taken.file().length + " bytes, those kept " + bytes()
                            + ", and there is room" + " for " + MOST_BYTES + ".",
                    MAKE_ROOM);
        }
        byName.put(taken.name(), taken);
        return taken;
    }

    private synchronized void release(String name) {
        beingTaken.remove(name);
    }

    private void requireNew(String name) {
        if (!name.matches(NAMES) || name.equals(NOW)) {
            throw new ControlException(
                    400,
                    "A snapshot cannot have the name " + name + ".",
                    "Use up to 64 letters, digits, dots, hyphens and underscores, but not " + NOW + ".");
        }
        if (isTaken(name)) {
            throw new ControlException(
                    409, "There is a snapshot " + name + " already.", "Give another name, or delete that one.");
        }
    }

    private boolean isTaken(String name) {
        return byName.containsKey(name) || beingTaken.contains(name);
    }

    private String nextNumber() {
        do {
            lastNumber++;
        } while (isTaken(Integer.toString(lastNumber)));
        return Integer.toString(lastNumber);
    }

    /** @throws ControlException 404 when there is none of that name */
    synchronized KeptSnapshot get(String name) {
        KeptSnapshot kept = byName.get(name);
        if (kept == null) {
            throw new ControlException(
                    404,
                    "There is no snapshot " + name + ".",
                    byName.isEmpty()
                            ? "None is kept: POST /snapshots?name=" + name + " keeps one."
                            : new NearestName(List.copyOf(byName.keySet())).hint(name));
        }
        return kept;
    }

    /** @throws ControlException 404 when there is none of that name */
    public Capture capture(String name) {
        return get(name).capture();
    }

    /** @throws ControlException 404 when there is none of that name */
    public synchronized KeptSnapshot delete(String name) {
        KeptSnapshot kept = get(name);
        byName.remove(name);
        return kept;
    }

    synchronized List<KeptSnapshot> all() {
        return List.copyOf(byName.values());
    }

    /** Of all of them together. */
    public synchronized long bytes() {
        return byName.values().stream().mapToLong(kept -> kept.file().length).sum();
    }
}

package io.oomtrace.stack;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Interned call stacks: each node is a frame and what called it, so that stacks share their common root.
 *
 * <p>Bounded: once {@code capacity} nodes are there, a stack with a new frame becomes {@link #full()}. Not thread-safe.
 */
public final class CallTree {
    /** A frame and its callers; equal nodes of one tree are the same object. */
    public static final class Node {
        private final Node caller;
        private final Frame frame;
        private final int hash;

        /** In the tree's table, in the same place. */
        private Node next;

        private Node(Node caller, Frame frame, int hash) {
            this.caller = caller;
            this.frame = frame;
            this.hash = hash;
        }

        public CallStack stack(boolean truncated) {
            List<Frame> frames = new ArrayList<>();
            for (Node node = this; node.frame != null; node = node.caller) {
                frames.add(node.frame);
            }
            return new CallStack(frames, truncated);
        }
    }

    private static final int SMALLEST_TABLE = 256;

    private final int capacity;
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final Node root = new Node(null, null, 0);
    private final Node full = new Node(root, new Frame("oomtrace", "(call tree full)", "", Frame.UNKNOWN_LINE), 0);

    /** Not a map of the JDK's: those would learn the kinds of our keys, and serve the application's the worse. */
    private Node[] table = new Node[SMALLEST_TABLE];

    private int size;
    private long refused;

    public CallTree(int capacity) {
        this.capacity = capacity;
    }

    /** @param leafFirst frames of one stack */
    public Node intern(List<Frame> leafFirst) {
        Node node = root;
        for (int i = leafFirst.size() - 1; i >= 0; i--) {
            node = child(node, leafFirst.get(i));
            if (node == full) {
                refused++;
                return full;
            }
        }
        return node;
    }

    private Node child(Node caller, Frame frame) {
        int hash = 31 * caller.hash + frame.hashCode();
        for (Node node = table[place(hash)]; node != null; node = node.next) {
            if (node.hash == hash && node.caller == caller && node.frame.equals(frame)) {
                return node;
            }
        }
        return size < capacity ? add(caller, frame, hash) : full;
    }

    private Node add(Node caller, Frame frame, int hash) {
        if (size == table.length) {
            grow();
        }
        Frame known = frames.putIfAbsent(frame, frame);
        Node node = new Node(caller, known == null ? frame : known, hash);
        link(node);
        size++;
        return node;
    }

    private void grow() {
        Node[] old = table;
        table = new Node[2 * old.length];
        for (Node first : old) {
            for (Node node = first; node != null; ) {
                Node next = node.next;
                link(node);
                node = next;
            }
        }
    }

    private void link(Node node) {
        int place = place(node.hash);
        node.next = table[place];
        table[place] = node;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 16) & table.length - 1;
    }

    public Node full() {
        return full;
    }

    public int size() {
        return size;
    }

    /** Bytes in the heap, without the names, of which most are the JVM's own. */
    public long heapBytes(HeapSizes sizes) {
        return size * sizes.of(root)
                + sizes.of(table)
                + frames.size() * sizes.of(full.frame)
                + sizes.map(frames.size());
    }

    /** Stacks that found no room. */
    public long refused() {
        return refused;
    }

    public void clear() {
        table = new Node[SMALLEST_TABLE];
        size = 0;
        frames.clear();
    }
}

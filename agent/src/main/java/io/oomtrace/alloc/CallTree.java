package io.oomtrace.alloc;

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
final class CallTree {
    /** A frame and its callers; equal nodes of one tree are the same object. */
    static final class Node {
        private final Node caller;
        private final Frame frame;

        private Node(Node caller, Frame frame) {
            this.caller = caller;
            this.frame = frame;
        }

        CallStack stack(boolean truncated) {
            List<Frame> frames = new ArrayList<>();
            for (Node node = this; node.frame != null; node = node.caller) {
                frames.add(node.frame);
            }
            return new CallStack(frames, truncated);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Node that && caller == that.caller && frame.equals(that.frame);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(caller) + frame.hashCode();
        }
    }

    private final int capacity;
    private final Map<Node, Node> nodes = new HashMap<>();
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final Node root = new Node(null, null);
    private final Node full = new Node(root, new Frame("oomtrace", "(call tree full)", "", Frame.UNKNOWN_LINE));
    private long refused;

    CallTree(int capacity) {
        this.capacity = capacity;
    }

    /** @param leafFirst frames of one stack */
    Node intern(List<Frame> leafFirst) {
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
        Node key = new Node(caller, frames.getOrDefault(frame, frame));
        Node known = nodes.get(key);
        if (known != null) {
            return known;
        }
        if (nodes.size() >= capacity) {
            return full;
        }
        frames.putIfAbsent(frame, frame);
        nodes.put(key, key);
        return key;
    }

    Node full() {
        return full;
    }

    int size() {
        return nodes.size();
    }

    /** Stacks that found no room. */
    long refused() {
        return refused;
    }

    void clear() {
        nodes.clear();
        frames.clear();
    }
}

package io.oomtrace.incidents.parse;

/**
 * A node of the parsed data with its children.
 *
 * <p>Children are a linked list inside the nodes, so that adding one allocates nothing: all that a tree holds is
 * allocated by the line that parses it. For one writer; read-only afterwards.
 */
final class DataTree {
    private final String name;
    private final String value;
    private DataTree firstChild;
    private DataTree lastChild;
    private DataTree nextSibling;

    DataTree(String name, String value) {
        this.name = name;
        this.value = value;
    }

    void add(DataTree child) {
        if (firstChild == null) {
            firstChild = child;
        } else {
            lastChild.nextSibling = child;
        }
        lastChild = child;
    }

    /** Nodes in this tree, this one included. */
    int size() {
        int size = 1;
        for (DataTree child = firstChild; child != null; child = child.nextSibling) {
            size += child.size();
        }
        return size;
    }

    /** The value of the first child of that name, or "" when there is none. */
    String valueOf(String childName) {
        for (DataTree child = firstChild; child != null; child = child.nextSibling) {
            if (child.name.equals(childName)) {
                return child.value;
            }
        }
        return "";
    }
}

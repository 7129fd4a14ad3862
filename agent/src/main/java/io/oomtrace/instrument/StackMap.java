package io.oomtrace.instrument;

/** A {@code StackMapTable} attribute (JVMS §4.7.4), written again for instructions that have moved. One thread. */
final class StackMap {
    private static final int SAME = 63;
    private static final int SAME_LOCALS_1 = 64;
    private static final int LAST_SAME_LOCALS_1 = 127;
    private static final int SAME_LOCALS_1_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;

    private static final int ITEM_OBJECT = 7;
    private static final int ITEM_UNINITIALIZED = 8;

    private final ClassFile file;
    private final int attribute;
    private int at;

    /** @param attribute position of the attribute in the file */
    StackMap(ClassFile file, int attribute) {
        this.file = file;
        this.attribute = attribute;
    }

    void write(CodePatcher moves, ByteWriter out) {
        out.u2(file.u2(attribute));
        int lengthAt = out.size();
        out.u4(0);
        int frames = file.u2(attribute + 6);
        out.u2(frames);
        at = attribute + 8;
        int pc = -1;
        int newPc = -1;
        for (int i = 0; i < frames; i++) {
            int type = file.u1(at++);
            pc += delta(type) + 1;
            int moved = moves.movedTo(pc);
            frame(type, moved - newPc - 1, moves, out);
            newPc = moved;
        }
        out.u4At(lengthAt, out.size() - lengthAt - 4);
    }

    /** Reads the distance to the frame before, less one. */
    private int delta(int type) {
        if (type <= SAME) {
            return type;
        }
        if (type <= LAST_SAME_LOCALS_1) {
            return type - SAME_LOCALS_1;
        }
        if (type < SAME_LOCALS_1_EXTENDED) {
            throw UnusualClassException.INSTANCE;
        }
        at += 2;
        return file.u2(at - 2);
    }

    private void frame(int type, int delta, CodePatcher moves, ByteWriter out) {
        if (type <= SAME || type == SAME_EXTENDED) {
            if (delta <= SAME) {
                out.u1(delta);
            } else {
                out.u1(SAME_EXTENDED);
                out.u2(delta);
            }
        } else if (type <= SAME_LOCALS_1_EXTENDED) {
            if (delta <= SAME) {
                out.u1(SAME_LOCALS_1 + delta);
            } else {
                out.u1(SAME_LOCALS_1_EXTENDED);
                out.u2(delta);
            }
            items(1, moves, out);
        } else {
            out.u1(type);
            out.u2(delta);
            if (type == FULL) {
                countedItems(moves, out);
                countedItems(moves, out);
            } else if (type > SAME_EXTENDED) {
                items(type - SAME_EXTENDED, moves, out);
            }
        }
    }

    private void countedItems(CodePatcher moves, ByteWriter out) {
        int count = file.u2(at);
        at += 2;
        out.u2(count);
        items(count, moves, out);
    }

    private void items(int count, CodePatcher moves, ByteWriter out) {
        for (int i = 0; i < count; i++) {
            int item = file.u1(at++);
            out.u1(item);
            if (item == ITEM_OBJECT) {
                out.u2(file.u2(at));
                at += 2;
            } else if (item == ITEM_UNINITIALIZED) {
                out.u2(moves.movedTo(file.u2(at)));
                at += 2;
            }
        }
    }
}

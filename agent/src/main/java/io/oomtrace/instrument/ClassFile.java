package io.oomtrace.instrument;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers and constants out of the bytes of a class file (JVMS chapter 4), at positions counted from its start.
 * Stateless but for a memory of names.
 */
final class ClassFile {
    /** Texts that are looked for again and again. No two of one length. */
    enum Text {
        CODE("Code"),
        CONSTRUCTOR("<init>"),
        STACK_MAP("StackMapTable"),
        LINES("LineNumberTable"),
        VARIABLES("LocalVariableTable"),
        VARIABLE_TYPES("LocalVariableTypeTable");

        private static final Text[] BY_LENGTH = byLength();

        private final byte[] bytes;

        Text(String text) {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }

        private static Text[] byLength() {
            Text[] texts = new Text[VARIABLE_TYPES.bytes.length + 1];
            for (Text text : values()) {
                texts[text.bytes.length] = text;
            }
            return texts;
        }
    }

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** Bytes of a constant by its tag, tag included; {@code CONSTANT_Utf8} has its text besides. */
    private static final int[] CONSTANT_BYTES = {0, 3, 0, 5, 5, 9, 9, 3, 3, 5, 5, 5, 5, 0, 0, 4, 3, 5, 5, 3, 3};

    private static final int POOL = 8;

    final byte[] bytes;

    /** Where the constants are, by index, behind their tags. */
    private final int[] constants;

    private final String[] names;

    /** Index of each {@link Text} that is among the constants. */
    private final int[] texts = new int[Text.BY_LENGTH.length];

    private final int endOfPool;

    /** @throws UnusualClassException when the pool has constants unknown here */
    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        this.constants = new int[u2(POOL)];
        this.names = new String[constants.length];
        int at = POOL + 2;
        for (int index = 1; index < constants.length; index++) {
            int tag = u1(at);
            if (tag >= CONSTANT_BYTES.length || CONSTANT_BYTES[tag] == 0) {
                throw UnusualClassException.INSTANCE;
            }
            constants[index] = at + 1;
            at += CONSTANT_BYTES[tag];
            if (tag == UTF8) {
                int length = u2(at - 2);
                if (length < Text.BY_LENGTH.length && Text.BY_LENGTH[length] != null) {
                    remember(Text.BY_LENGTH[length], index, at);
                }
                at += length;
            } else if (tag == LONG || tag == DOUBLE) {
                index++;
            }
        }
        this.endOfPool = at;
    }

    /** Where the pool's constants begin. */
    int beginOfConstants() {
        return POOL + 2;
    }

    int endOfPool() {
        return endOfPool;
    }

    /** Index of the name of this class. */
    int thisName() {
        return className(u2(endOfPool + 2));
    }

    /** Index of the name of the class it extends. */
    int superName() {
        return className(u2(endOfPool + 4));
    }

    /** Where a constant is, behind its tag. */
    int constant(int index) {
        return constants[index];
    }

    /** One more than the highest index. */
    int constantCount() {
        return constants.length;
    }

    int u1(int at) {
        return bytes[at] & 0xff;
    }

    int u2(int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    int s2(int at) {
        return (short) u2(at);
    }

    int s4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }

    /** The text of a {@code CONSTANT_Utf8}. */
    String utf8(int index) {
        String name = names[index];
        if (name == null) {
            int at = constants[index];
            name = new String(bytes, at + 2, u2(at), StandardCharsets.UTF_8);
            names[index] = name;
        }
        return name;
    }

    private void remember(Text text, int index, int at) {
        byte[] wanted = text.bytes;
        if (Arrays.equals(wanted, 0, wanted.length, bytes, at, at + wanted.length)) {
            if (texts[wanted.length] != 0) {
                throw UnusualClassException.INSTANCE; // the same text twice
            }
            texts[wanted.length] = index;
        }
    }

    /** Whether a {@code CONSTANT_Utf8} is that text. */
    boolean is(Text text, int index) {
        return index == texts[text.bytes.length];
    }

    /** Bytes of a {@code CONSTANT_Utf8}. */
    int utf8Length(int index) {
        return u2(constants[index]);
    }

    /** Index of the name of a {@code CONSTANT_Class}. */
    int className(int classIndex) {
        return u2(constants[classIndex]);
    }

    /** Index of the {@code CONSTANT_Class} that a method reference names. */
    int owner(int methodIndex) {
        return u2(constants[methodIndex]);
    }

    /** Index of the name that a method reference has. */
    int memberName(int methodIndex) {
        return u2(constants[u2(constants[methodIndex] + 2)]);
    }

    /** Index of the descriptor that a method reference has. */
    int memberDescriptor(int methodIndex) {
        return u2(constants[u2(constants[methodIndex] + 2)] + 2);
    }

    /** The position behind {@code count} attributes that begin at {@code at}. */
    int skipAttributes(int at, int count) {
        int end = at;
        for (int i = 0; i < count; i++) {
            end += 6 + s4(end + 2);
        }
        return end;
    }

    /** The position behind the field or method that begins at {@code at}. */
    int skipMember(int at) {
        return skipAttributes(at + 8, u2(at + 6));
    }
}

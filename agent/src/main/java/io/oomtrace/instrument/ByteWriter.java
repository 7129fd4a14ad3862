package io.oomtrace.instrument;

import java.util.Arrays;

/** A growing array of bytes, big-endian as class files are. One thread. */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void u1(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void u2(int value) {
        ensure(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void u4(int value) {
        u2(value >>> 16);
        u2(value);
    }

    /** Overwrites what {@link #u4} has written at {@code position}. */
    void u4At(int position, int value) {
        bytes[position] = (byte) (value >> 24);
        bytes[position + 1] = (byte) (value >> 16);
        bytes[position + 2] = (byte) (value >> 8);
        bytes[position + 3] = (byte) value;
    }

    /** Overwrites what {@link #u2} has written at {@code position}. */
    void u2At(int position, int value) {
        bytes[position] = (byte) (value >> 8);
        bytes[position + 1] = (byte) value;
    }

    /** The bytes from {@code from} to before {@code to}. */
    void copy(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    void copy(ByteWriter source) {
        copy(source.bytes, 0, source.size);
    }

    /** As {@code CONSTANT_Utf8} has it, for characters of ASCII. */
    void ascii(String text) {
        u2(text.length());
        for (int i = 0; i < text.length(); i++) {
            u1(text.charAt(i));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}

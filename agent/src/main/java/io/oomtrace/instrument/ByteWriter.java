package io.oomtrace.instrument;

import java.util.Arrays;

/**
 * An array of bytes, big-endian as class files are, that grows when it is asked to. One thread.
 *
 * <p>Writing does not make room: a compiler that takes the growing in wherever something is written needs long for a
 * method that writes much.
 */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** Makes room for so many bytes. What is written without ends in an {@link ArrayIndexOutOfBoundsException}. */
    void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void u1(int value) {
        bytes[size++] = (byte) value;
    }

    void u2(int value) {
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
}

package io.oomtrace.instrument;

import java.lang.reflect.Array;
import java.util.function.ToLongFunction;

/**
 * How this JVM lays out arrays of one type of elements: found by measuring some, for it depends on the JVM's version and
 * its flags.
 *
 * @param base bytes before the first element
 * @param shift the size of an element is {@code 1 << shift} bytes
 */
record ArrayShape(int base, int shift) {
    private static final int MANY = 1024;

    /**
     * @param element first character of the element type's descriptor
     * @param sizeOf shallow size of an object in bytes
     */
    static ArrayShape of(char element, ToLongFunction<Object> sizeOf) {
        Class<?> type = type(element);
        long empty = sizeOf.applyAsLong(Array.newInstance(type, 0));
        long bytes = (sizeOf.applyAsLong(Array.newInstance(type, MANY)) - empty) / MANY;
        int fitting = 0;
        while (sizeOf.applyAsLong(Array.newInstance(type, fitting + 1)) == empty) {
            fitting++;
        }
        return new ArrayShape((int) (empty - fitting * bytes), Long.numberOfTrailingZeros(bytes));
    }

    /** One whose arrays are like those of the element's. */
    private static Class<?> type(char element) {
        return switch (element) {
            case 'Z', 'B' -> byte.class;
            case 'C', 'S' -> short.class;
            case 'I', 'F' -> int.class;
            case 'J', 'D' -> long.class;
            default -> Object.class;
        };
    }

    /** What sizes of objects are multiples of, in bytes. */
    static int alignment(ToLongFunction<Object> sizeOf) {
        int length = 1;
        while (sizeOf.applyAsLong(new byte[length]) == sizeOf.applyAsLong(new byte[0])) {
            length++;
        }
        return (int) (sizeOf.applyAsLong(new byte[length]) - sizeOf.applyAsLong(new byte[0]));
    }
}

package io.oomtrace.instrument;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Allocations of every kind that javac writes; each method returns what it allocated, in order. */
public class Shapes {
    static class Point implements Cloneable {
        final Object x;

        Point(Object x) {
            this.x = x;
        }

        @Override
        public Point clone() throws CloneNotSupportedException {
            return (Point) super.clone();
        }
    }

    static final class Nested extends Point {
        Nested(boolean flag) {
            super(flag ? new Shapes() : new int[] {1, 2});
        }
    }

    public static List<Object> objects() {
        Shapes argument = new Shapes();
        Point point = new Point(argument);
        return Arrays.asList(argument, point);
    }

    public static List<Object> beforeSuper(boolean flag) {
        Nested nested = new Nested(flag);
        return Arrays.asList(nested.x, nested);
    }

    public static List<Object> arrays() {
        Object[] all = {
            new boolean[1],
            new byte[2],
            new char[3],
            new short[4],
            new int[5],
            new float[6],
            new long[7],
            new double[8],
            new Shapes[9]
        };
        List<Object> result = new ArrayList<>();
        result.add(all);
        result.addAll(Arrays.asList(all));
        return result;
    }

    public static List<Object> multi() {
        int[][] matrix = new int[2][3];
        Object[][] partial = new String[2][];
        return Arrays.asList(matrix, matrix[0], matrix[1], partial);
    }

    public static List<Object> calls() throws Exception {
        int[] ints = {1, 2, 3};
        Object cloned = ints.clone();
        Object copied = Arrays.copyOf(ints, 5);
        Object range = Arrays.copyOfRange(new Object[] {"a", "b"}, 1, 2);
        Object array = Array.newInstance(long.class, 4);
        Object reflective = Shapes.class.getDeclaredConstructor().newInstance();
        Point point = new Point(null);
        return Arrays.asList(ints, cloned, copied, range, array, reflective, point, point.clone());
    }

    public static List<Object> inHandler() {
        try {
            throw new IllegalStateException(String.valueOf(new char[] {'x'}));
        } catch (IllegalStateException e) {
            return Arrays.asList(e, new Point(e));
        }
    }

    /** Long and double locals and operands under a new: two slots each. */
    public static List<Object> wide(long a, double b) {
        List<Object> result = new ArrayList<>();
        double sum = a + b + new Point(a > 3 ? "big" : new StringBuilder().append(b)).hashCode() * 0.0;
        result.add(new Point(sum > 1 ? Long.valueOf(a) : "small"));
        return result;
    }
}

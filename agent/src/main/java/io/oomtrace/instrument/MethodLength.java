package io.oomtrace.instrument;

/**
 * How long methods may get. HotSpot never compiles one of more than {@value #HUGE} bytes ({@code HugeMethodLimit} in
 * {@code globals.hpp}), and the class file format ends at {@value #LIMIT}.
 */
final class MethodLength {
    private static final int HUGE = 8000;
    private static final int LIMIT = 65535;

    private MethodLength() {}

    /** Whether a method must not grow from that length to that. */
    static boolean isTooLong(int before, int after) {
        return after > LIMIT || after > HUGE && before <= HUGE;
    }
}

package io.oomtrace.snapshot;

/** Reads numbers as people write them. By hand: regular expressions would be linked at every start. */
public final class Numerals {
    private static final int MOST_DIGITS_OF_A_SIZE = 12;

    private Numerals() {}

    /** Bytes of {@code 512k}, {@code 4m}, {@code 1g} or a plain number; -1 for anything else. */
    public static long bytes(String value) {
        int units = value.isEmpty() ? -1 : "kmg".indexOf(Character.toLowerCase(value.charAt(value.length() - 1)));
        long number = whole(units < 0 ? value : value.substring(0, value.length() - 1), MOST_DIGITS_OF_A_SIZE);
        int shift = 10 * (units + 1);
        return number < 0 || number > Long.MAX_VALUE >> shift ? -1 : number << shift;
    }

    /** Of digits alone, up to 18 of them; -1 for anything else. */
    public static long whole(String value, int mostDigits) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return -1;
            }
        }
        return value.isEmpty() || value.length() > mostDigits ? -1 : Long.parseLong(value);
    }
}

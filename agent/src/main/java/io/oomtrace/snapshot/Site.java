package io.oomtrace.snapshot;

/**
 * What one call stack allocated of one type (or started, for threads and executors), on threads of one name.
 *
 * <p>What was allocated and what lives of it are sites of their own: the first has no age, the others have one each, and
 * the metrics that are not theirs are 0.
 *
 * @param type binary class name with dots, arrays as in source: {@code byte[]}
 * @param thread thread name with every run of digits written {@code #}, so that a pool is one
 * @param age collections that the living objects of this site have survived; {@link #NO_AGE} if it is not about them
 */
public record Site(CallStack stack, String type, String thread, int age, Values values) {
    public static final int NO_AGE = -1;

    /** The same of an age. */
    public Site aged(long collections) {
        return new Site(stack, type, thread, (int) Math.min(collections, Integer.MAX_VALUE), values);
    }

    /** Of no age. */
    public Site(CallStack stack, String type, String thread, Values values) {
        this(stack, type, thread, NO_AGE, values);
    }
}

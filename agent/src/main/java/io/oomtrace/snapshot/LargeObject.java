package io.oomtrace.snapshot;

/**
 * A large object that is tracked and lives.
 *
 * @param site where it was allocated, and its age; without values
 * @param bytes its shallow size, as this JVM lays it out
 * @param length of an array; {@link #UNKNOWN} of anything else
 * @param elements that it holds: of an array of references those that are not null, of a collection its size; {@link
 *     #UNKNOWN} where that cannot be told without calling code of the application
 * @param tracked probability with which an object of its size was tracked when it was allocated, 0 to 1
 */
public record LargeObject(Site site, long bytes, long length, long elements, double tracked) {
    public static final long UNKNOWN = -1;
}

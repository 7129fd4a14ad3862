package io.oomtrace.snapshot;

/**
 * One reference on the way from a root to an object.
 *
 * @param holder class of the object that has it, or with {@code ofClass} the class itself; as {@link Site#type()}
 * @param member its field; empty for an element of an array
 * @param ofClass whether the field is static
 * @param index of the element; 0 for a field
 * @param skipped references between this one and the next that are not known
 */
public record ReferenceStep(String holder, String member, boolean ofClass, int index, int skipped) {
    boolean isElement() {
        return member.isEmpty();
    }

    /** The same for all elements of an array: what chains are merged by. */
    ReferenceStep merged() {
        return new ReferenceStep(holder, member, ofClass, 0, 0);
    }

    /** {@code static com.acme.Cache.ENTRIES}, {@code java.util.HashMap.table}, or {@code java.lang.Object[]}. */
    @Override
    public String toString() {
        return (ofClass ? "static " : "") + holder + (isElement() ? "" : '.' + member);
    }
}

package io.oomtrace.snapshot;

/** A question that cannot be answered as asked: {@link #getMessage()} says why, {@link #hint()} what to ask instead. */
public final class QueryException extends RuntimeException {
    private final String hint;

    public QueryException(String error, String hint) {
        super(error);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

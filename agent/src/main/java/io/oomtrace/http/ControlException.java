package io.oomtrace.http;

/** An error to answer a request with: {@link #getMessage()} says why, {@link #hint()} what to do. */
public final class ControlException extends RuntimeException {
    private final int status;
    private final String hint;

    /** @param status of HTTP, 400 to 599 */
    public ControlException(int status, String error, String hint) {
        super(error);
        this.status = status;
        this.hint = hint;
    }

    public int status() {
        return status;
    }

    public String hint() {
        return hint;
    }
}

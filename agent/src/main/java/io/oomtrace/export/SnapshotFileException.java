package io.oomtrace.export;

/** A file that cannot be read as a snapshot: {@link #getMessage()} says why, {@link #hint()} what to do. */
public final class SnapshotFileException extends RuntimeException {
    private final String hint;

    SnapshotFileException(String error, String hint, Throwable cause) {
        super(error, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

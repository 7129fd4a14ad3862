package io.oomtrace.snapshot;

/** What is written in lines of source. Safe on one thread. */
@FunctionalInterface
public interface SourceText extends AutoCloseable {
    /** Knows no line. */
    SourceText NONE = frame -> "";

    /** What is written where that frame is, without blanks around it; empty if that is not known. */
    String of(Frame frame);

    /** Lets go of the files that were opened to look it up. */
    @Override
    default void close() {}
}

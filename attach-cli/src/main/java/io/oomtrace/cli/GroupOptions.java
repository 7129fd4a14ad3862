package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.List;
import picocli.CommandLine.Option;

/** What of a snapshot, and in which groups. Names and values are checked where it is answered. */
class GroupOptions {
    @Option(
            names = "--by",
            paramLabel = "GROUP",
            completionCandidates = Groups.class,
            description = "Group by ${COMPLETION-CANDIDATES}.")
    String by;

    @Option(names = "--sort", paramLabel = "MEASURE", description = "The measure to rank by, such as live_bytes.")
    String sort;

    @Option(names = "--limit", paramLabel = "N", description = "Show so many groups, the rest as one.")
    Integer limit;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only what matches, such as 'com.acme.**' or Cache.java:42; may be repeated.")
    List<String> include;

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Not what matches; may be repeated.")
    List<String> exclude;

    @Option(names = "--all-frames", description = "Let these patterns match any frame of the stack.")
    boolean allFrames;

    @Option(names = "--type", paramLabel = "GLOB", description = "Only these types, such as 'byte[]'; may be repeated.")
    List<String> type;

    @Option(names = "--exclude-type", paramLabel = "GLOB", description = "Not these types; may be repeated.")
    List<String> excludeType;

    @Option(
            names = "--thread",
            paramLabel = "GLOB",
            description = "Only threads of these names, such as 'http-*'; may be repeated.")
    List<String> thread;

    @Option(names = "--exclude-thread", paramLabel = "GLOB", description = "Not these threads; may be repeated.")
    List<String> excludeThread;

    @Option(
            names = "--min-age",
            paramLabel = "N",
            description = "Only objects that have survived so many garbage collections.")
    Integer minAge;

    @Option(names = "--cumulative", description = "Count a site for every line of its stack, not for one.")
    boolean cumulative;

    @Option(names = "--temporary", description = "Only what allocates much and keeps nothing: what to optimise.")
    boolean temporary;

    @Option(
            names = "--frame",
            paramLabel = "WHICH",
            description = "leaf: the allocating line itself, not the first line of your own code.")
    String frame;

    /** The same parameters by the names they have over HTTP. */
    Query query() {
        return new Query()
                .with("by", by)
                .with("sort", sort)
                .with("limit", limit)
                .with("include", include)
                .with("exclude", exclude)
                .with("all_frames", allFrames ? true : null)
                .with("type", type)
                .with("exclude_type", excludeType)
                .with("thread", thread)
                .with("exclude_thread", excludeThread)
                .with("min_age", minAge)
                .with("cumulative", cumulative ? true : null)
                .with("temporary", temporary ? true : null)
                .with("frame", frame);
    }

    /** For help and shell completion. */
    static final class Groups extends Words {
        Groups() {
            super("line", "file", "method", "class", "package", "module", "traceback", "type", "thread", "age");
        }
    }
}

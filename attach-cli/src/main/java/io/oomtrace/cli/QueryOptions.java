package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import picocli.CommandLine.Option;

/** What to ask of a snapshot. The endpoint checks names and values, since it may be of another version than this. */
final class QueryOptions extends GroupOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: text).")
    String format;

    @Option(names = "--json", description = "Short for --format=json.")
    boolean json;

    @Override
    Query query() {
        return super.query().with("format", format());
    }

    /** The media type of the format. */
    String accept() {
        return switch (format()) {
            case "json", "speedscope" -> "application/json";
            case "flamegraph" -> "text/html";
            case "csv" -> "text/csv";
            default -> "text/plain";
        };
    }

    private String format() {
        return json ? "json" : format == null ? "text" : format;
    }

    /** For help and shell completion. */
    static final class Formats extends Words {
        Formats() {
            super("text", "json", "csv", "collapsed", "tracemalloc", "flamegraph", "speedscope");
        }
    }
}

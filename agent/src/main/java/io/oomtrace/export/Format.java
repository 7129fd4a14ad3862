package io.oomtrace.export;

import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.GrowthReport;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways to write a {@link Report} or a {@link DiffReport}. Stateless; safe on any thread. */
public enum Format {
    JSON("application/json"),
    TEXT("text/plain; charset=utf-8"),
    CSV("text/csv; charset=utf-8; header=present"),
    COLLAPSED("text/plain; charset=utf-8"),
    TRACEMALLOC("text/plain; charset=utf-8"),
    FLAMEGRAPH("text/html; charset=utf-8"),
    SPEEDSCOPE("application/json");

    /** Of stacks that are drawn, unless told: a browser draws no more, and the others are one frame. */
    private static final int DRAWN_STACKS = 10_000;

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** @throws QueryException when there is none of that name */
    public static Format parse(String name) {
        for (Format format : values()) {
            if (format.label().equals(name)) {
                return format;
            }
        }
        throw new QueryException("There is no format=" + name + ".", new NearestName(labels()).hint(name));
    }

    /** Every name {@code format=} takes. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Format::label).toList();
    }

    /** Lower case, as in {@code format=}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Media type with its parameters, as in {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** Whether it is about whole stacks, and {@code by=} can be nothing but {@code traceback}. */
    boolean isOfStacks() {
        return this == COLLAPSED || isDrawn();
    }

    /** Whether it shows stacks side by side: of a difference also those that have not changed. */
    boolean isDrawn() {
        return this == FLAMEGRAPH || this == SPEEDSCOPE;
    }

    /** Groups that are listed unless told. */
    int limit() {
        return isDrawn() ? DRAWN_STACKS : this == COLLAPSED ? Integer.MAX_VALUE : Query.DEFAULT_LIMIT;
    }

    /**
     * The whole document.
     *
     * @throws QueryException when the report is not grouped as the format needs it, or not of memory: see
     *     {@link CollapsedReport}, {@link FlameGraphDocument}, {@link TracemallocLines}
     */
    public String write(Report report) {
        return write(report, SourceText.NONE);
    }

    /** As {@link #write(Report)}, with the source of lines where the format has room for it. */
    public String write(Report report, SourceText sources) {
        return switch (this) {
            case JSON -> new JsonReport(report, sources).write();
            case TEXT -> new TextReport(report, sources).write();
            case CSV -> new CsvReport(report).write();
            case COLLAPSED -> new CollapsedReport(report).write();
            case TRACEMALLOC -> TracemallocLines.of(report, sources);
            case FLAMEGRAPH -> FlameGraphDocument.of(report);
            case SPEEDSCOPE -> SpeedscopeDocument.of(report);
        };
    }

    /** As {@link #write(Report)}. */
    public String write(GrowthReport growth) {
        GrowthDocument document = new GrowthDocument(growth);
        return switch (this) {
            case JSON -> document.json();
            case TEXT -> document.text();
            case CSV -> document.csv();
            case COLLAPSED -> document.collapsed();
            case FLAMEGRAPH -> FlameGraphDocument.of(growth);
            case SPEEDSCOPE -> SpeedscopeDocument.of(growth);
            case TRACEMALLOC ->
                throw new QueryException(
                        "tracemalloc does not tell what grows.",
                        "Ask for format=text, json, csv, collapsed, flamegraph or speedscope.");
        };
    }

    /** As {@link #write(Report)}. */
    public String write(DiffReport diff) {
        return switch (this) {
            case JSON -> new JsonDiff(diff).write();
            case TEXT -> new TextDiff(diff).write();
            case CSV -> new CsvDiff(diff).write();
            case COLLAPSED -> new CollapsedDiff(diff).write();
            case TRACEMALLOC -> TracemallocLines.of(diff);
            case FLAMEGRAPH -> FlameGraphDocument.of(diff);
            case SPEEDSCOPE -> SpeedscopeDocument.of(diff);
        };
    }
}

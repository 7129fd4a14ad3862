package io.oomtrace.export;

import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code oomtrace export} writes: formats that other tools read. */
public enum ExportFormat {
    /** Every site, of memory or of threads; or what has changed at each. */
    PPROF(
            null,
            List.of(
                    "include",
                    "exclude",
                    "all_frames",
                    "type",
                    "exclude_type",
                    "thread",
                    "exclude_thread",
                    "min_age",
                    "frame")),
    COLLAPSED(Format.COLLAPSED),
    FLAMEGRAPH(Format.FLAMEGRAPH),
    SPEEDSCOPE(Format.SPEEDSCOPE),
    JSON(Format.JSON),
    CSV(Format.CSV),
    /** All there is, memory and threads alike. */
    JFR(null, List.of());

    private final Format answer;
    private final List<String> parameters;

    ExportFormat(Format answer) {
        this(answer, QueryParameters.NAMES);
    }

    ExportFormat(Format answer, List<String> parameters) {
        this.answer = answer;
        this.parameters = parameters;
    }

    /** @throws QueryException when there is none of that name */
    public static ExportFormat parse(String name) {
        for (ExportFormat format : values()) {
            if (format.label().equals(name)) {
                return format;
            }
        }
        throw new QueryException("There is no format=" + name + ".", new NearestName(labels()).hint(name));
    }

    /** Every name {@link #parse} takes. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ExportFormat::label).toList();
    }

    /** Lower case, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of answers that it is; null if it is none, but a file of bytes. */
    public Format answer() {
        return answer;
    }

    /** Names of what it can be asked, of {@link QueryParameters#NAMES}; the others say nothing to it. */
    public List<String> parameters() {
        return parameters;
    }
}

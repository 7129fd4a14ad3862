package io.oomtrace.export;

import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.QueryException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code oomtrace export} writes: formats that other tools read. */
public enum ExportFormat {
    COLLAPSED(Format.COLLAPSED),
    FLAMEGRAPH(Format.FLAMEGRAPH),
    SPEEDSCOPE(Format.SPEEDSCOPE),
    JSON(Format.JSON),
    CSV(Format.CSV);

    private final Format answer;

    ExportFormat(Format answer) {
        this.answer = answer;
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

    /** The format of answers that it is; null if it is none of them, but a file of its own, which cannot tell changes. */
    public Format answer() {
        return answer;
    }
}

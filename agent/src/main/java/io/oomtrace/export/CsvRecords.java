package io.oomtrace.export;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Records of CSV (RFC 4180), one after the other. One thread. */
final class CsvRecords {
    private static final String END_OF_RECORD = "\r\n";

    private final StringBuilder csv = new StringBuilder();

    /** Quotes the fields that need it. */
    void add(List<String> fields) {
        csv.append(fields.stream().map(CsvRecords::quoted).collect(Collectors.joining(",")))
                .append(END_OF_RECORD);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Never in exponent form; empty for NaN and infinity. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).toPlainString();
    }

    @Override
    public String toString() {
        return csv.toString();
    }
}

package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.Numerals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads options from the environment ({@code OOMTRACE_OPTIONS}), system properties ({@code oomtrace.<key>}) and the
 * agent string, each overriding the one before, and further agent strings as the agent is loaded again. What cannot be
 * read is a warning, and everything else counts. Not thread-safe.
 */
final class OptionParser {
    private final Map<OptionKey, String> values = new EnumMap<>(OptionKey.class);
    private final List<String> warnings = new ArrayList<>();

    void environment(Map<String, String> environment) {
        options(environment.get("OOMTRACE_OPTIONS"), "OOMTRACE_OPTIONS");
    }

    void systemProperties(Map<?, ?> properties) {
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = String.valueOf(property.getKey());
            if (name.startsWith("oomtrace.")) {
                put(
                        name.substring("oomtrace.".length()),
                        String.valueOf(property.getValue()),
                        "system property " + name);
            }
        }
    }

    /** @param options {@code key=value,…}; null for none */
    void options(String options, String origin) {
        if (options == null) {
            return;
        }
        for (String option : options.split(",")) {
            if (option.isBlank()) {
                continue;
            }
            int equals = option.indexOf('=');
            if (equals < 0) {
                warnings.add("'" + option.strip() + "' in " + origin + " is not of the form key=value; ignored");
            } else {
                put(
                        option.substring(0, equals).strip(),
                        option.substring(equals + 1).strip(),
                        origin);
            }
        }
    }

    private void put(String key, String value, String origin) {
        OptionKey option = OptionKey.of(key).orElse(null);
        if (option == null) {
            warnings.add("unknown option '" + key + "' in " + origin + " ignored. " + nearest(key));
        } else if (!option.accepts(value)) {
            String given = option.isSecret() ? "" : ", not '" + value + "'";
            warnings.add("option '" + key + "' in " + origin + " takes " + option.accepts() + given + "; ignored");
        } else {
            values.put(option, value);
        }
    }

    private static String nearest(String key) {
        return new NearestName(
                        Arrays.stream(OptionKey.values()).map(OptionKey::key).toList())
                .hint(key);
    }

    /** One sentence for each thing that was ignored since the last call. */
    List<String> takeWarnings() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    /** The options given so far, as {@code key=value}, without those left at their default. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        for (Map.Entry<OptionKey, String> option : values.entrySet()) {
            given.add(option.getKey().key() + "=" + option.getValue());
        }
        return given;
    }

    /** Of {@link #given}, what was not among it {@code before}, for people to read: a secret only by its key. */
    List<String> changedSince(List<String> before) {
        String secret = OptionKey.TOKEN.key() + "=";
        return given().stream()
                .filter(option -> !before.contains(option))
                .map(option -> option.startsWith(secret) ? OptionKey.TOKEN.key() : option)
                .toList();
    }

    Options parse() {
        return new Options(
                value(OptionKey.ENGINE),
                isOn(OptionKey.NATIVE),
                integer(OptionKey.DEPTH),
                new AllocationSettings(
                        Numerals.bytes(value(OptionKey.INTERVAL)),
                        integer(OptionKey.SAMPLES_PER_SECOND),
                        integer(OptionKey.MAX_LIVE),
                        integer(OptionKey.MAX_SITES)),
                isOn(OptionKey.HTTP),
                value(OptionKey.BIND),
                integer(OptionKey.PORT),
                value(OptionKey.TOKEN),
                list(OptionKey.BLAME_SKIP),
                list(OptionKey.EXCLUDE),
                list(OptionKey.EXACT),
                list(OptionKey.SOURCES),
                isOn(OptionKey.TOOLS),
                isOn(OptionKey.QUIET));
    }

    private String value(OptionKey option) {
        return values.getOrDefault(option, option.defaultValue());
    }

    private int integer(OptionKey option) {
        return Integer.parseInt(value(option));
    }

    private boolean isOn(OptionKey option) {
        return value(option).equals("on");
    }

    private List<String> list(OptionKey option) {
        String value = value(option);
        return value.isEmpty() ? List.of() : List.of(value.split(":"));
    }
}

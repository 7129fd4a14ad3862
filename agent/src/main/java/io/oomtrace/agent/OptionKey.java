package io.oomtrace.agent;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The options by name, with their defaults and what they accept. */
enum OptionKey {
    PORT("9666", "a port from 0 to 65535", value -> isInt(value, 0, 65_535)),
    BIND("127.0.0.1", "a host name or address", value -> !value.isBlank()),
    TOKEN("", "a secret of at least 16 characters", value -> value.isEmpty() || value.length() >= 16),
    HTTP("on", "on or off", OptionKey::isSwitch),
    INTERVAL("64k", "a size from 1k to 1g", value -> isSize(value, 1 << 10, 1 << 30)),
    SAMPLES_PER_SECOND("200", "a number from 10 to 1000000", value -> isInt(value, 10, 1_000_000)),
    DEPTH("64", "a number of frames from 1 to 1024", value -> isInt(value, 1, 1024)),
    MAX_LIVE("16384", "a number of objects from 64 to 1048576", value -> isInt(value, 64, 1 << 20)),
    MAX_SITES("20000", "a number of sites from 100 to 1000000", value -> isInt(value, 100, 1_000_000)),
    BLAME_SKIP("", "package prefixes separated by ':'", value -> true),
    EXCLUDE("", "package prefixes separated by ':'", value -> true),
    TOOLS("off", "on or off", OptionKey::isSwitch),
    QUIET("off", "on or off", OptionKey::isSwitch);

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,12}[kKmMgG]?");
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");

    private final String defaultValue;
    private final String accepts;
    private final Predicate<String> valid;

    OptionKey(String defaultValue, String accepts, Predicate<String> valid) {
        this.defaultValue = defaultValue;
        this.accepts = accepts;
        this.valid = valid;
    }

    /** As written in the agent string: {@code samples_per_second}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String defaultValue() {
        return defaultValue;
    }

    /** What a value has to be, for people. */
    String accepts() {
        return accepts;
    }

    boolean accepts(String value) {
        return valid.test(value);
    }

    /** Whether its value is not to be printed, not even a bad one: standard error ends up in logs. */
    boolean isSecret() {
        return this == TOKEN;
    }

    static Optional<OptionKey> of(String key) {
        for (OptionKey option : values()) {
            if (option.key().equals(key)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** Bytes of {@code 512k}, {@code 4m}, {@code 1g} or a plain number; -1 for anything else. */
    static long size(String value) {
        if (!SIZE.matcher(value).matches()) {
            return -1;
        }
        int last = value.length() - 1;
        return switch (Character.toLowerCase(value.charAt(last))) {
            case 'k' -> Long.parseLong(value.substring(0, last)) << 10;
            case 'm' -> Long.parseLong(value.substring(0, last)) << 20;
            case 'g' -> Long.parseLong(value.substring(0, last)) << 30;
            default -> Long.parseLong(value);
        };
    }

    private static boolean isSize(String value, long min, long max) {
        long size = size(value);
        return size >= min && size <= max;
    }

    private static boolean isInt(String value, int min, int max) {
        if (!INTEGER.matcher(value).matches()) {
            return false;
        }
        int number = Integer.parseInt(value);
        return number >= min && number <= max;
    }

    private static boolean isSwitch(String value) {
        return value.equals("on") || value.equals("off");
    }
}

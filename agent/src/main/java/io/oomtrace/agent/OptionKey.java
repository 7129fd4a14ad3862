package io.oomtrace.agent;

import io.oomtrace.snapshot.Numerals;
import io.oomtrace.stack.StackDepth;
import java.util.Locale;
import java.util.Optional;

/** The options by name, with their defaults and what they accept. */
enum OptionKey {
    PORT("9666", "a port from 0 to 65535", Kind.NUMBER, 0, 65_535),
    BIND("127.0.0.1", "a host name or address", Kind.NAME, 1, Integer.MAX_VALUE),
    TOKEN("", "a secret of at least 16 characters", Kind.NAME_OR_NONE, 16, Integer.MAX_VALUE),
    HTTP("on", "on or off", Kind.SWITCH, 0, 0),
    ENGINE("auto", "auto, jvm, instrument or async", Kind.ENGINE, 0, 0),
    NATIVE("off", "on or off", Kind.SWITCH, 0, 0),
    INTERVAL("64k", "a size from 1k to 1g", Kind.SIZE, 1 << 10, 1 << 30),
    SAMPLES_PER_SECOND("200", "a number from 10 to 1000000", Kind.NUMBER, 10, 1_000_000),
    DEPTH("64", "a number of frames from 1 to 1024", Kind.NUMBER, 1, StackDepth.MOST),
    MAX_LIVE("16384", "a number of objects from 64 to 1048576", Kind.NUMBER, 64, 1 << 20),
    MAX_SITES("20000", "a number of sites from 100 to 1000000", Kind.NUMBER, 100, 1_000_000),
    BLAME_SKIP("", "package prefixes separated by ':'", Kind.NAME_OR_NONE, 0, Integer.MAX_VALUE),
    EXCLUDE("", "package prefixes separated by ':'", Kind.NAME_OR_NONE, 0, Integer.MAX_VALUE),
    EXACT("", "package or class prefixes separated by ':'", Kind.NAME_OR_NONE, 0, Integer.MAX_VALUE),
    SOURCES("", "directories and jars of sources separated by ':'", Kind.NAME_OR_NONE, 0, Integer.MAX_VALUE),
    TOOLS("off", "on or off", Kind.SWITCH, 0, 0),
    QUIET("off", "on or off", Kind.SWITCH, 0, 0);

    /** What a value is like. An enum, for at the start of every program a lambda or a pattern would cost milliseconds. */
    private enum Kind {
        NUMBER,
        SIZE,
        SWITCH,
        ENGINE,
        NAME,
        NAME_OR_NONE
    }

    private static final int MOST_DIGITS_OF_A_NUMBER = 9;

    private final String defaultValue;
    private final String accepts;
    private final Kind kind;
    private final long least;
    private final long most;

    /**
     * @param least number, bytes or characters
     * @param most number, bytes or characters
     */
    OptionKey(String defaultValue, String accepts, Kind kind, long least, long most) {
        this.defaultValue = defaultValue;
        this.accepts = accepts;
        this.kind = kind;
        this.least = least;
        this.most = most;
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
        return switch (kind) {
            case NUMBER -> isBetween(Numerals.whole(value, MOST_DIGITS_OF_A_NUMBER));
            case SIZE -> isBetween(Numerals.bytes(value));
            case SWITCH -> value.equals("on") || value.equals("off");
            case ENGINE -> AllocationEngine.NAMES.contains(value);
            case NAME -> !value.isBlank() && isBetween(value.length());
            case NAME_OR_NONE -> value.isEmpty() || isBetween(value.length());
        };
    }

    private boolean isBetween(long value) {
        return value >= least && value <= most;
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
}

package io.oomtrace.incidents;

import java.util.function.Function;

/**
 * One argument of an incident, {@code --name=value}, with the value it has when it is not given.
 *
 * @param name without the two hyphens
 * @param fallback the default, sized for a test
 * @param domain the values allowed, as a person would say them
 * @param help what it sets, with its unit and the value of the report where that differs
 * @param parser throws {@link IllegalArgumentException} on a value outside the domain
 */
public record Option<T>(String name, T fallback, String domain, String help, Function<String, T> parser) {

    /** A whole number between two bounds, both allowed. */
    public static Option<Integer> integer(String name, int fallback, int least, int most, String help) {
        String domain = "a whole number from " + least + " to " + most;
        return new Option<>(name, fallback, domain, help, text -> {
            int number = Integer.parseInt(text);
            require(number >= least && number <= most);
            return number;
        });
    }

    /** A number with a fraction, greater than zero and at most {@code most}. */
    public static Option<Double> positive(String name, double fallback, int most, String help) {
        return new Option<>(name, fallback, "a number above 0 and up to " + most, help, text -> {
            double number = Double.parseDouble(text);
            require(number > 0 && number <= most);
            return number;
        });
    }

    /** Any text that is not blank; {@code domain} says what it should be. */
    public static Option<String> text(String name, String fallback, String domain, String help) {
        return new Option<>(name, fallback, domain, help, text -> {
            require(!text.isBlank());
            return text;
        });
    }

    /** Off unless given; {@code --name} alone means {@code --name=true}. */
    public static Option<Boolean> flag(String name, String help) {
        return new Option<>(name, false, "true or false", help, text -> {
            require(text.equals("true") || text.equals("false"));
            return Boolean.valueOf(text);
        });
    }

    boolean isFlag() {
        return fallback instanceof Boolean;
    }

    /** Parses a value given on the command line; throws {@link UsageException} when it is outside the domain. */
    T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Bad value \"" + text + "\" for --" + name + ": give " + domain + ".");
        }
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}

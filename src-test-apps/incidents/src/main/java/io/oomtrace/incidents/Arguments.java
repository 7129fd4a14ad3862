package io.oomtrace.incidents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values given to an incident on the command line, all known by name and checked. Immutable. */
public final class Arguments {
    private final Map<String, String> given;

    private Arguments(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /** Reads {@code --name=value} words; throws {@link UsageException} on the first one that means nothing. */
    public static Arguments parse(List<String> words, List<Option<?>> options) {
        Map<String, String> given = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Option<?> option = options.stream()
                    .filter(known -> name.equals("--" + known.name()))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, options));
            String value = value(word, equals, option);
            option.parse(value);
            if (given.put(option.name(), value) != null) {
                throw new UsageException(name + " is given twice: give it once.");
            }
        }
        return new Arguments(given);
    }

    public <T> T get(Option<T> option) {
        return Optional.ofNullable(given.get(option.name())).map(option::parse).orElse(option.fallback());
    }

    private static String value(String word, int equals, Option<?> option) {
        if (equals >= 0) {
            return word.substring(equals + 1);
        }
        if (option.isFlag()) {
            return "true";
        }
        throw new UsageException(
                word + " needs a value: give " + option.domain() + ", as in " + word + "=" + option.fallback() + ".");
    }

    private static UsageException unknown(String name, List<Option<?>> options) {
        String valid = options.stream().map(option -> "--" + option.name()).collect(Collectors.joining(", "));
        return new UsageException("Unknown argument \"" + name + "\": the valid ones are " + valid + ", --help.");
    }
}

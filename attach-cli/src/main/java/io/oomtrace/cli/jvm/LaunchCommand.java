package io.oomtrace.cli.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line of a {@code java} launcher, taken apart.
 *
 * @param options what stands before the main class
 * @param main the main class, the jar, {@code module/class} or source file; empty if there is none to be seen, as for a
 *     JVM inside another program or one whose options are in a file
 */
record LaunchCommand(List<String> options, String main) {
    /** Options of the launcher whose value is the next word. {@code -jar} and {@code -m} end the options instead. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--patch-module",
            "--enable-native-access",
            "--illegal-native-access",
            "--source",
            "--describe-module",
            "-d");

    private static final Set<String> BEFORE_MAIN = Set.of("-jar", "-m", "--module");

    static LaunchCommand parse(List<String> arguments) {
        List<String> options = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (BEFORE_MAIN.contains(word)) {
                return new LaunchCommand(options, i + 1 < arguments.size() ? arguments.get(i + 1) : "");
            }
            if (!word.startsWith("-") && !word.startsWith("@")) {
                return new LaunchCommand(options, word);
            }
            options.add(word);
            if (WITH_VALUE.contains(word)) {
                i++;
            }
        }
        return new LaunchCommand(options, "");
    }

    /** Whether the program is the {@code java} launcher, judged by its name alone. */
    static boolean isLauncher(List<String> arguments) {
        return !arguments.isEmpty() && arguments.get(0).matches("(.*/)?java");
    }
}

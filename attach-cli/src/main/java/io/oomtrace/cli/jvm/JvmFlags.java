package io.oomtrace.cli.jvm;

import java.util.ArrayList;
import java.util.List;

/**
 * The JVM options a process was given in its arguments and its environment, in the order in which HotSpot obeys them.
 * Options in argument files and {@code .hotspotrc} are not seen.
 */
final class JvmFlags {
    private final List<String> options = new ArrayList<>();

    private JvmFlags() {}

    static JvmFlags of(ProcessEntry process) {
        JvmFlags flags = new JvmFlags();
        flags.addWords(process.environment("JAVA_TOOL_OPTIONS"));
        flags.addWords(process.environment("JDK_JAVA_OPTIONS"));
        flags.options.addAll(LaunchCommand.parse(process.arguments()).options());
        flags.addWords(process.environment("_JAVA_OPTIONS"));
        return flags;
    }

    /** Whether the boolean option {@code name} was switched on and not off again later. */
    boolean isOn(String name) {
        return options.lastIndexOf("-XX:+" + name) > options.lastIndexOf("-XX:-" + name);
    }

    private void addWords(String words) {
        if (!words.isBlank()) {
            options.addAll(List.of(words.strip().split("\\s+")));
        }
    }
}

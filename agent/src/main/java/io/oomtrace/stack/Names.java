package io.oomtrace.stack;

/** How sites call types and threads. Thread-safe. */
public final class Names {
    private Names() {}

    /** {@code byte[]} for {@code [B}. */
    public static String type(String binaryName) {
        int dimensions = binaryName.lastIndexOf('[') + 1;
        if (dimensions == 0) {
            return binaryName;
        }
        String element = binaryName.substring(dimensions);
        String name = switch (element.charAt(0)) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> element.substring(1, element.length() - 1);
        };
        return name + "[]".repeat(dimensions);
    }

    /** {@code pool-#-thread-#} for {@code pool-1-thread-17}: the threads of one pool are one. */
    public static String thread(String name) {
        StringBuilder pattern = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isDigit(c)) {
                pattern.append(c);
            } else if (i == 0 || !Character.isDigit(name.charAt(i - 1))) {
                pattern.append('#');
            }
        }
        return pattern.toString();
    }
}

package io.oomtrace.agent;

/** Whether this JVM is one of the JDK's own tools that {@code JAVA_TOOL_OPTIONS} loaded the agent into. */
final class JdkTool {
    private JdkTool() {}

    static boolean isRunning() {
        return isRunning(System.getenv("JAVA_TOOL_OPTIONS"), System.getProperty("sun.java.command", ""));
    }

    /**
     * @param toolOptions null when there are none
     * @param command main class or jar, and arguments
     */
    static boolean isRunning(String toolOptions, String command) {
        // The launcher of a tool names its main class with the module it is in: jdk.compiler/com.sun.tools.javac.Main
        return toolOptions != null
                && toolOptions.contains("oomtrace")
                && (command.startsWith("jdk.") || command.startsWith("java.") && command.contains("/"));
    }
}

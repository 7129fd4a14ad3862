package io.oomtrace.agent;

/** Whether this JVM is one of the JDK's own tools that {@code JAVA_TOOL_OPTIONS} loaded the agent into. */
final class JdkTool {
    private JdkTool() {}

    static boolean isRunning() {
        String toolOptions = System.getenv("JAVA_TOOL_OPTIONS");
        // The launcher of a tool names its main class with the module it is in: jdk.compiler/com.sun.tools.javac.Main
        String command = System.getProperty("sun.java.command", "");
        return toolOptions != null
                && toolOptions.contains("oomtrace")
                && (command.startsWith("jdk.") || command.startsWith("java.") && command.contains("/"));
    }
}

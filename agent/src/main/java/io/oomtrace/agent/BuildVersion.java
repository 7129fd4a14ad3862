package io.oomtrace.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that the build wrote into {@code version.properties}. */
public final class BuildVersion {
    private static final String VERSION = read();

    private BuildVersion() {}

    public static String get() {
        return VERSION;
    }

    private static String read() {
        Properties properties = new Properties();
        ClassLoader loader = BuildVersion.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream("io/oomtrace/agent/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}

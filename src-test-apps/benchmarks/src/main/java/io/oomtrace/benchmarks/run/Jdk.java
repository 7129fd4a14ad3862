package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK to measure on.
 *
 * @param feature 17, 25
 * @param version as its {@code release} file has it
 */
public record Jdk(Path home, int feature, String version) {
    /** @throws IOException when there is no JDK */
    public static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new IOException(home + " is no JDK: its file release cannot be read", e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        String vendor = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
        return new Jdk(home, Runtime.Version.parse(version).feature(), (vendor + ' ' + version).strip());
    }

    public String java() {
        return tool("java");
    }

    public String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}

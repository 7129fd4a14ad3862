package io.oomtrace.fork;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

/**
 * One JDK on this machine, or the place of one that is missing.
 *
 * <p>Looked for in the running JDK, in the folders named by the environment variable {@code OOMTRACE_TEST_JDKS}
 * (separated as in PATH) and in {@code /usr/lib/jvm}; the first of a version wins.
 *
 * @param feature 17, 25 …
 * @param folder its home; {@code null} when there is none of that version here
 */
public record Jdk(int feature, Path folder) {
    /** The oldest that is supported, and the newest with long-term support. */
    private static final List<Integer> REQUIRED = List.of(17, 25);

    private static final Map<Integer, Jdk> FOUND = find();

    /** The versions every fork test runs on, present or not. */
    public static List<Jdk> required() {
        return REQUIRED.stream().map(Jdk::of).toList();
    }

    /** Every JDK found here, of any version. */
    public static List<Jdk> available() {
        return List.copyOf(FOUND.values());
    }

    public static Jdk of(int feature) {
        return FOUND.getOrDefault(feature, new Jdk(feature, null));
    }

    /** The one these tests run on. */
    public static Jdk running() {
        return of(Runtime.version().feature());
    }

    /** @throws org.opentest4j.TestAbortedException when there is none: the test counts as skipped */
    public Path home() {
        if (folder == null) {
            String reason = "No JDK " + feature + " in /usr/lib/jvm or OOMTRACE_TEST_JDKS: its tests are skipped";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return folder;
    }

    /** {@code java}, {@code jcmd} … of this JDK. */
    public Path tool(String name) {
        return home().resolve("bin").resolve(name);
    }

    /** Makes the JVM verify the byte code of every class, those of the JDK too. */
    public List<String> verifyEverything() {
        return feature < 25
                ? List.of("-Xverify:all")
                : List.of(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        "-XX:+BytecodeVerificationRemote");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static Map<Integer, Jdk> find() {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        String named = System.getenv("OOMTRACE_TEST_JDKS");
        if (named != null) {
            for (String home : named.split(File.pathSeparator)) {
                candidates.add(Path.of(home));
            }
        }
        candidates.addAll(folders(Path.of("/usr/lib/jvm")));
        Map<Integer, Jdk> found = new LinkedHashMap<>();
        for (Path home : candidates) {
            if (Files.isRegularFile(home.resolve("release")) && Files.isExecutable(home.resolve("bin/jcmd"))) {
                int feature = feature(home);
                found.putIfAbsent(feature, new Jdk(feature, home));
            }
        }
        return found;
    }

    private static List<Path> folders(Path parent) {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, Files::isDirectory)) {
                entries.forEach(folders::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        folders.sort(null);
        return folders;
    }

    private static int feature(Path home) {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return version.startsWith("1.") ? 8 : Runtime.Version.parse(version).feature();
    }
}

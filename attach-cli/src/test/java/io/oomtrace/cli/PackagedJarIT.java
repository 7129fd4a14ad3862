package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file a user downloads. */
class PackagedJarIT {
    @TempDir
    static Path folder;

    private static Workplace workplace;

    @BeforeAll
    static void fill() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterAll
    static void empty() throws IOException {
        workplace.close();
    }

    @Test
    void carriesTheAgent() throws IOException {
        Path agent = Path.of("../agent/target/oomtrace.jar");
        Assumptions.assumeTrue(Files.exists(agent), "the module agent has not been packaged");
        try (JarFile jar = new JarFile(workplace.cli().toFile());
                InputStream carried = jar.getInputStream(jar.getEntry("io/oomtrace/cli/oomtrace.jar"))) {
            assertThat(carried.readAllBytes()).isEqualTo(Files.readAllBytes(agent));
        }
    }

    @Test
    void holdsOurClassesAndFiveLibrariesOnly() throws IOException {
        try (JarFile jar = new JarFile(workplace.cli().toFile())) {
            List<String> classes = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .toList();
            assertThat(classes)
                    .allMatch(
                            name -> name.matches(
                                    "(io/oomtrace/(cli|agent|snapshot|export)|picocli|net/bytebuddy/agent|tools/jackson/core|us/hebi/quickbuf)/.*"));
            assertThat(classes).noneMatch(name -> name.startsWith("io/oomtrace/cli/program/"));
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            try (InputStream notice = jar.getInputStream(jar.getEntry("META-INF/NOTICE"))) {
                assertThat(new String(notice.readAllBytes())).contains("Tatu Saloranta", "Rafael Winterhalter");
            }
        }
    }

    @Test
    void knowsItsVersion() throws Exception {
        assertThat(Cli.of(workplace).run("--version").succeeded().out()).matches("oomtrace \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void completesItsVerbsInBash() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"),
                Cli.of(workplace).run("generate-completion").succeeded().out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "' && complete -p oomtrace && COMP_WORDS=(oomtrace sn) COMP_CWORD=1"
                                + " && COMP_LINE='oomtrace sn' && _complete_oomtrace && echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(bash.inputReader().lines().toList()).last().isEqualTo("snapshot");
        assertThat(bash.waitFor()).isZero();
    }
}

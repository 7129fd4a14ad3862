package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    private static final String PATH = "com/acme/Cache.java";

    @TempDir
    Path folder;

    private String zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(("// " + entry + "\nclass A {}\n").getBytes());
                zip.closeEntry();
            }
        }
        return file.toString();
    }

    @Test
    void inADirectory() throws IOException {
        Files.createDirectories(folder.resolve("com/acme"));
        Files.writeString(folder.resolve(PATH), "a\r\nb\n");
        assertThat(new SourceFiles(List.of("/nowhere", folder.toString())).lines(PATH))
                .containsExactly("a", "b");
        assertThat(new SourceFiles(List.of(folder.toString())).lines("com/acme"))
                .isEmpty();
        Files.writeString(folder.resolve("secret"), "a");
        assertThat(new SourceFiles(List.of(folder.resolve("com").toString())).lines("../secret"))
                .as("nothing outside")
                .isEmpty();
    }

    @Test
    void inAJarAndInAJdksSources() throws IOException {
        String jar = zip("cache-sources.jar", "META-INF/x", PATH);
        assertThat(new SourceFiles(List.of(jar)).lines(PATH)).containsExactly("// " + PATH, "class A {}");
        String jdk = zip("src.zip", "other/deep/" + PATH, "java.base/" + PATH);
        assertThat(new SourceFiles(List.of(jdk)).lines(PATH)).first().isEqualTo("// java.base/" + PATH);
    }

    @Test
    void whatIsNowhereHasNoText() throws IOException {
        Path damaged = Files.writeString(folder.resolve("a.jar"), "no jar");
        List<String> places = List.of("", "\0", "/nowhere", damaged.toString(), zip("empty.jar", "a"));
        assertThat(new SourceFiles(places).lines(PATH)).isEmpty();
        assertThat(new SourceFiles(List.of()).lines(PATH)).isEmpty();
    }
}

package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendezvousTest {
    private static final Rendezvous HERE =
            new Rendezvous("http://127.0.0.1:9666/", "0.1.0", Instant.parse("2026-11-21T01:02:03.456Z"));

    @TempDir
    Path temporary;

    @Test
    void writesThreeLinesThatAnyoneCanParse() throws IOException {
        Path file = Rendezvous.file(temporary, "anna", 4711);

        HERE.write(file);

        assertThat(temporary.relativize(file)).hasToString("oomtrace_anna/4711");
        assertThat(file).hasContent("url=http://127.0.0.1:9666/\nversion=0.1.0\nstarted_ms=1795222923456\n");
        assertThat(file.getParent()).isDirectoryContaining(p -> p.equals(file));
    }

    @Test
    void isForTheUserAlone() throws IOException {
        Path file = Rendezvous.file(temporary, "anna", 4711);
        Files.createDirectory(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        HERE.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void readsWhatAnOlderOrNewerAgentWrote() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("1"),
                "color=blue\nstarted_ms=1795222923456\nurl=http://127.0.0.1:9666/\nversion=0.1.0\n");

        assertThat(Rendezvous.read(file)).isEqualTo(HERE);
    }

    @Test
    void replacesTheOlderFile() throws IOException {
        Path file = Rendezvous.file(temporary, "anna", 4711);
        HERE.write(file);

        new Rendezvous("http://127.0.0.1:9667/", "0.2.0", HERE.startedAt()).write(file);

        assertThat(Rendezvous.read(file).url()).isEqualTo("http://127.0.0.1:9667/");
        assertThat(file.getParent().toFile().list()).containsExactly("4711");
    }

    @Test
    void deletesOnlyOnce() throws IOException {
        Path file = Rendezvous.file(temporary, "anna", 4711);
        HERE.write(file);

        assertThat(Rendezvous.delete(file)).isTrue();
        assertThat(Rendezvous.delete(file)).isFalse();
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void refusesAnIncompleteFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("1"), "url=http://127.0.0.1:9666/\nversion=0.1.0\n");

        assertThatThrownBy(() -> Rendezvous.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("has no line started_ms=");
    }

    @Test
    void refusesALinkInPlaceOfTheDirectory() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(temporary.resolve("oomtrace_anna"), elsewhere);

        assertThatThrownBy(() -> HERE.write(Rendezvous.file(temporary, "anna", 4711)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is not a directory");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryOfAnotherUser() throws IOException {
        Path file = Rendezvous.file(temporary, "anna", 4711);
        Files.createDirectory(file.getParent());
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "only root can give a directory to somebody else");
        Files.setAttribute(file.getParent(), "unix:uid", 65534);

        assertThatThrownBy(() -> HERE.write(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("belongs to another user");
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void namesNoPathOutsideTheTemporaryDirectory() {
        assertThat(temporary.relativize(Rendezvous.file(temporary, "../DOM\\anna", 1)))
                .hasToString("oomtrace_.._DOM_anna/1");
        assertThat(Rendezvous.file().getFileName())
                .hasToString(Long.toString(ProcessHandle.current().pid()));
    }
}

package io.oomtrace.asyncprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LibraryFileTest {
    private static final byte[] CONTENT = "a library".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = "31f109ab38348582abdc9e1c9942f74505c719e98c6d0ab6fbcfdccfd8c9935b";

    @TempDir
    Path place;

    private final List<Path> loaded = new ArrayList<>();

    @Test
    void itIsLoadedFromAFolderOfItsOwnAndThenRemoved() throws Exception {
        library().load(List.of(place), file -> {
            loaded.add(file);
            assertThat(content(file)).isEqualTo(CONTENT);
            assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        });

        assertThat(loaded)
                .singleElement()
                .satisfies(file -> assertThat(file.getParent().getParent()).isEqualTo(place));
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void whereNothingCanBeExecutedTheNextPlaceIsTried() throws Exception {
        Path second = Files.createDirectory(place.resolve("second"));
        library().load(List.of(place.resolve("missing"), place, second), file -> {
            loaded.add(file);
            if (loaded.size() == 1) {
                throw new UnsatisfiedLinkError(file + ": " + file + ": failed to map segment from shared object");
            }
        });

        assertThat(loaded).hasSize(2).last().satisfies(file -> assertThat(file).startsWithRaw(second));
    }

    @Test
    void whenNoPlaceIsLeftEachIsNamedWithItsReason() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> library().load(List.of(Path.of("/missing"), place), file -> {
                    throw new UnsatisfiedLinkError(file + ": " + file + ": failed to map segment from shared object");
                }))
                .withMessage("async-profiler's library cannot be loaded from any folder (/missing: it does not exist; "
                        + place
                        + ": failed to map segment from shared object). Have java.io.tmpdir name one that can be"
                        + " written, and is not mounted noexec");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void whatIsNotTheLibraryIsNotLoaded() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> new LibraryFile("another".getBytes(StandardCharsets.UTF_8), HASH)
                        .load(List.of(place), loaded::add))
                .withMessageStartingWith("async-profiler's library is not the one that was packed (SHA-256 ");
        assertThat(loaded).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path closed = Files.createDirectory(place.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(closed), "root may write everywhere");

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> library().load(List.of(closed), loaded::add))
                .withMessageContaining(closed + ": permission denied");
    }

    @Test
    void ofPlacesOnlyThoseAreTriedThatAsyncProfilersCommandsCanName() {
        assertThat(PrivateFolder.places(
                        Map.of("java.io.tmpdir", "/a,b", "user.home", "?"), Map.of("XDG_RUNTIME_DIR", "/run/user/1")))
                .containsExactly(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/run/user/1"), Path.of("/dev/shm"));
    }

    private static LibraryFile library() {
        return new LibraryFile(CONTENT, HASH);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> filesLeft() {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.oomtrace.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.RandomSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    @Test
    void whatIsLoadedIsWhatWasSaved() {
        for (int seed = 0; seed < 300; seed++) {
            Capture saved = new RandomSnapshots(seed).capture();
            assertThat(SnapshotFile.read(SnapshotFile.write(saved)))
                    .as("seed " + seed)
                    .isEqualTo(saved);
        }
    }

    @Test
    void wherverItIsCutItIsDamagedAndNeverSomethingElse() {
        byte[] file = SnapshotFile.write(new RandomSnapshots(1).capture());
        for (int length = 2; length < file.length; length++) {
            assertThat(errorOf(Arrays.copyOf(file, length)))
                    .as("%d of %d bytes", length, file.length)
                    .hasMessage("It is damaged, or ends too early.");
        }
    }

    @Test
    void aChangedByteIsNeverReadAsSomethingElse() {
        byte[] file = SnapshotFile.write(new RandomSnapshots(2).capture());
        Capture whole = SnapshotFile.read(file);
        for (int at = 10; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 0x10;
            try {
                assertThat(SnapshotFile.read(changed)).isEqualTo(whole);
            } catch (SnapshotFileException e) {
                assertThat(e.hint()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "hello, world", "{\"format\": \"oomtrace-snapshot\"}", "PK\003\004"})
    void whatIsNotCompressedIsNoSnapshot(String content) {
        assertThat(errorOf(content.getBytes(UTF_8))).hasMessage("It is not a snapshot of oomtrace.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello, world", "{}", "[]", "{\"format\":\"other\",\"version\":1}", "{\"version\":1}"})
    void whatHasAnotherContentIsNoSnapshot(String content) throws IOException {
        assertThat(errorOf(gzip(content))).hasMessage("It is not a snapshot of oomtrace.");
    }

    @Test
    void aNewerVersionIsNamed() throws IOException {
        SnapshotFileException e = errorOf(gzip(json().replace("\"version\":1", "\"version\":2")));
        assertThat(e).hasMessage("It was written by a newer oomtrace: version 2 of the format, of which this reads 1.");
        assertThat(e.hint()).contains("newer one");
    }

    @Test
    void membersThatReferToWhatIsNotThereAreDamage() throws IOException {
        assertThat(errorOf(gzip(json().replace("\"frames\":", "\"later\":"))))
                .hasMessage("It is damaged, or ends too early.");
    }

    @Test
    void membersItDoesNotKnowAreSkipped() throws IOException {
        byte[] more = gzip(json().replace("\"pid\":", "\"host\":{\"name\":[1,{}]},\"pid\":")
                .replace("\"names\":", "\"modules\":[[]],\"names\":"));
        assertThat(SnapshotFile.read(more)).isEqualTo(new RandomSnapshots(3).capture());
    }

    private static String json() throws IOException {
        byte[] file = SnapshotFile.write(new RandomSnapshots(3).capture());
        return new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(), UTF_8);
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static SnapshotFileException errorOf(byte[] file) {
        return catchThrowableOfType(SnapshotFileException.class, () -> SnapshotFile.read(file));
    }
}

package io.oomtrace.incidents.parse;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The backend's files, generated in a temporary directory, the same in every run; {@link #close()} deletes them.
 *
 * <p>At scale 1, on a JVM with compressed references, the parsed tree holds about 60 MB, the models 30 MB and the
 * phrases 3 MB. All characters are ASCII, one byte each.
 */
final class GeneratedData implements AutoCloseable {
    /** Nodes of a record: itself and its fields. */
    static final int NODES_PER_RECORD = 1 + 9;

    static final int PARTS_PER_MODEL = 5;

    /** Small enough that no model is humongous to G1, whose used bytes would then include what its regions waste. */
    static final int PART_BYTES = 100_000;

    private static final int RECORDS = 19_000;
    private static final int MODELS = 60;
    private static final int PHRASES = 19_000;
    private static final int VALUE_CHARS = 220;

    /** Letters that the values are cut out of; long enough that they differ. */
    private static final String LETTERS = letters(1 << 16);

    private final Path directory;
    private final double scale;

    private GeneratedData(Path directory, double scale) {
        this.directory = directory;
        this.scale = scale;
    }

    /** Writes the files, about 70 MB times {@code scale}. */
    static GeneratedData write(double scale) throws IOException {
        GeneratedData data = new GeneratedData(Files.createTempDirectory("parse-at-startup"), scale);
        try {
            data.writeTree();
            data.writePhrases();
            for (int model = 0; model < data.models(); model++) {
                for (Path part : data.modelParts(model)) {
                    data.writePart(part);
                }
            }
            return data;
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    Path tree() {
        return directory.resolve("data.textproto");
    }

    Path phrases() {
        return directory.resolve("phrases.tsv");
    }

    List<Path> modelParts(int model) {
        List<Path> parts = new ArrayList<>();
        for (int part = 0; part < PARTS_PER_MODEL; part++) {
            parts.add(directory.resolve("model-" + model + "-" + part + ".txt"));
        }
        return parts;
    }

    int records() {
        return scaled(RECORDS);
    }

    int phraseCount() {
        return scaled(PHRASES);
    }

    int models() {
        return scaled(MODELS);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(GeneratedData::delete);
        }
    }

    private int scaled(int atScaleOne) {
        return Math.max(1, (int) (atScaleOne * scale));
    }

    private void writeTree() throws IOException {
        SplittableRandom random = new SplittableRandom(682);
        try (BufferedWriter out = Files.newBufferedWriter(tree())) {
            for (int record = 0; record < records(); record++) {
                out.write("record-" + record + ": \"\" {\n");
                for (int field = 1; field < NODES_PER_RECORD; field++) {
                    out.write("  field-" + field + ": \"");
                    out.write(LETTERS, random.nextInt(LETTERS.length() - VALUE_CHARS), VALUE_CHARS);
                    out.write("\"\n");
                }
                out.write("}\n");
            }
        }
    }

    private void writePhrases() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(phrases())) {
            for (int phrase = 0; phrase < phraseCount(); phrase++) {
                out.write("phrase-" + phrase + "\treading of phrase " + phrase + "\n");
            }
        }
    }

    private void writePart(Path part) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(part)) {
            for (int left = PART_BYTES; left > 0; left -= LETTERS.length()) {
                out.write(LETTERS, 0, Math.min(left, LETTERS.length()));
            }
        }
    }

    private static String letters(int length) {
        return new SplittableRandom(1571)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.oomtrace.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.cli.jvm.ProcessStatus;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file the agent appends its report to while we read it: private to the target's user, in a directory of ours in the
 * target's {@code /tmp}, both gone at {@link #close}. One thread.
 */
final class ReportFile implements Closeable {
    private static final String NAME = "report";

    private final Path directory;
    private final Path file;
    private final RandomAccessFile in;
    private byte[] unfinishedLine = new byte[0];

    private ReportFile(Path directory, Path file, RandomAccessFile in) {
        this.directory = directory;
        this.file = file;
        this.in = in;
    }

    static ReportFile create(TargetJvm target, ProcessStatus ours) throws IOException {
        Path temporary = target.process().root().resolve("tmp");
        Path directory = Files.createTempDirectory(temporary, "oomtrace-report-");
        Path file = directory.resolve(NAME);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (!ours.sameUser(target.status())) {
                target.status().own(file);
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new ReportFile(directory, file, new RandomAccessFile(file.toFile(), "r"));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
            throw e;
        }
    }

    /** Its path as the target sees it. */
    String pathInTarget() {
        return "/tmp/" + directory.getFileName() + "/" + NAME;
    }

    /** The lines that were completed since the last call. */
    List<ReportLine> next() throws IOException {
        byte[] fresh = new byte[(int) Math.min(in.length() - in.getFilePointer(), 1 << 20)];
        in.readFully(fresh);
        byte[] bytes = new byte[unfinishedLine.length + fresh.length];
        System.arraycopy(unfinishedLine, 0, bytes, 0, unfinishedLine.length);
        System.arraycopy(fresh, 0, bytes, unfinishedLine.length, fresh.length);
        List<ReportLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                ReportLine.parse(new String(bytes, start, i - start, UTF_8)).ifPresent(lines::add);
                start = i + 1;
            }
        }
        unfinishedLine = Arrays.copyOfRange(bytes, start, bytes.length);
        return lines;
    }

    @Override
    public void close() throws IOException {
        in.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
    }
}

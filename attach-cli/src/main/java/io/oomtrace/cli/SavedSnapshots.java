package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.http.Query;
import io.oomtrace.export.Format;
import io.oomtrace.export.HistogramDocument;
import io.oomtrace.export.HistogramQuestion;
import io.oomtrace.export.Question;
import io.oomtrace.export.SnapshotFile;
import io.oomtrace.export.SnapshotFileException;
import io.oomtrace.export.pprof.PprofProfile;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.SiteChanges;
import io.oomtrace.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Snapshots in files, asked here as the endpoint asks those it has. */
final class SavedSnapshots {
    private SavedSnapshots() {}

    /** @throws CommandFailure if it is not there, or not a snapshot */
    static Capture read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("cannot read " + file, "there is no such file", "see that its name is right", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot read " + file, CommandFailure.reason(e), "give a file that 'oomtrace save' has written", e);
        }
        return read(bytes, file.toString());
    }

    /** @param name for a complaint */
    static Capture read(byte[] bytes, String name) {
        try {
            return SnapshotFile.read(bytes);
        } catch (SnapshotFileException e) {
            throw CommandFailure.told("cannot read " + name + ": " + e.getMessage(), e.hint(), e);
        }
    }

    static byte[] answer(Capture capture, Part part, Query query) {
        return text(() -> question(capture, query).on(part.of(capture)));
    }

    static byte[] difference(Capture before, Capture after, Part part, Query query) {
        return text(() -> question(after, query).between(part.of(before), part.of(after)));
    }

    /** For pprof. */
    static byte[] profile(Capture capture, Part part, Query query) {
        return told(() -> new PprofProfile(part.profile(), kept(capture, part, query)).bytes());
    }

    /** For pprof, what has changed at every site, in the time between the two. */
    static byte[] profileOfChanges(Capture before, Capture after, Part part, Query query) {
        return told(() -> {
            Snapshot from = kept(before, part, query);
            Snapshot to = kept(after, part, query);
            Duration between = Duration.between(from.takenAt(), to.takenAt());
            return new PprofProfile(
                            part.profile(),
                            new SiteChanges(from, to).snapshot(),
                            between.isNegative() ? Duration.ZERO : between)
                    .bytes();
        });
    }

    private static Snapshot kept(Capture capture, Part part, Query query) {
        return QueryParameters.parse(query.parameters())
                .withBlameSkip(capture.blameSkip())
                .kept(part.of(capture));
    }

    /** @param name for a complaint */
    static byte[] histogram(Capture capture, String name, Supplier<HistogramQuestion> question, Format format) {
        if (capture.histogram() == null) {
            throw new CommandFailure(
                    "cannot print a histogram of " + name,
                    "it was saved without one",
                    "save one with 'oomtrace save --histogram'");
        }
        return text(() -> new HistogramDocument(
                        question.get(), capture.histogram(), null, capture.allocations(), capture.blameSkip())
                .write(format));
    }

    private static Question question(Capture capture, Query query) {
        return Question.parse(query.parameters(), Format.TEXT).withBlameSkip(capture.blameSkip());
    }

    private static byte[] text(Supplier<String> answer) {
        return told(() -> answer.get().getBytes(UTF_8));
    }

    private static byte[] told(Supplier<byte[]> answer) {
        try {
            return answer.get();
        } catch (QueryException e) {
            throw CommandFailure.told(e.getMessage(), e.hint(), e);
        }
    }
}

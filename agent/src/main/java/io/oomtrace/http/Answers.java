package io.oomtrace.http;

import io.oomtrace.export.Format;
import io.oomtrace.export.HistogramDocument;
import io.oomtrace.export.HistogramQuestion;
import io.oomtrace.export.LargestDocument;
import io.oomtrace.export.LineDocument;
import io.oomtrace.export.Question;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.Snapshot;
import java.util.List;
import java.util.function.Supplier;

/** What is answered of the program as it is now. */
final class Answers {
    private static final List<String> LARGEST_NAMES = List.of("min", "limit", "format");
    private static final List<String> LINES_NAMES = List.of("class", "format");

    private static final List<String> SECONDS = List.of("seconds");

    private static final List<String> HISTOGRAM_NAMES = List.of("sort", "limit", "live", "since", "format");

    private final Target target;
    private final Pauses pauses;

    Answers(Target target, Pauses pauses) {
        this.target = target;
        this.pauses = pauses;
    }

    Response help(Request request) {
        request.allowOnly(List.of());
        return Response.of(Format.TEXT.contentType(), HelpPage.at("http://" + request.host()));
    }

    Response allocations(Request request) {
        return snapshot(request, target::allocations);
    }

    Response nativeMemory(Request request) {
        return snapshot(request, target::nativeMemory);
    }

    Response threads(Request request) {
        return snapshot(request, target::threads);
    }

    /** Nothing is looked at, nor waited for, before the question is known to be one. */
    private Response snapshot(Request request, Supplier<Snapshot> snapshot) {
        Question question = request.question(SECONDS).withBlameSkip(target.blameSkip());
        if (!request.has("seconds")) {
            return Response.of(question.format().contentType(), question.on(snapshot.get(), target::sources));
        }
        int seconds = Pauses.seconds(request.one("seconds"));
        Snapshot before = snapshot.get();
        question.between(before, before);
        pauses.pass(seconds);
        return Response.of(question.format().contentType(), question.between(before, snapshot.get()));
    }

    Response growth(Request request) {
        Question question = request.question(SECONDS).withBlameSkip(target.blameSkip());
        double seconds = request.has("seconds") ? request.seconds("seconds") : Double.POSITIVE_INFINITY;
        return Response.of(question.format().contentType(), question.growth(target.history(), seconds));
    }

    /** One at a time: the JVM stands still for each. */
    synchronized Response histogram(Request request) {
        request.allowOnly(HISTOGRAM_NAMES);
        HistogramQuestion question = new HistogramQuestion(
                request.optional("sort", HistogramQuestion.SORTS.get(0)),
                request.number("limit", HistogramQuestion.LIMIT));
        boolean live = request.truth("live");
        Format format = Format.parse(request.format(Format.TEXT.label()));
        HistogramDocument.requireWritable(format);
        Histogram before = request.has("since") ? kept(request.one("since")) : target.lastHistogram();
        if (request.has("since") && before.live() != live) {
            throw new ControlException(
                    409,
                    "The histogram of the snapshot " + request.one("since") + " has garbage in it.",
                    "Leave live=true out.");
        }
        Histogram now = target.histogram(live);
        HistogramDocument document =
                new HistogramDocument(question, now, before, target.allocations(), target.blameSkip());
        return Response.of(format.contentType(), document.write(format));
    }

    private Histogram kept(String name) {
        Histogram histogram = target.kept().get(name).capture().histogram();
        if (histogram == null) {
            throw new ControlException(
                    409,
                    "The snapshot " + name + " has no histogram.",
                    "Keep one with POST /snapshots?histogram=true.");
        }
        return histogram;
    }

    Response file(Request request) {
        request.allowOnly(List.of("histogram"));
        return Response.file(new KeptSnapshot("now", target.capture(request.truth("histogram"))));
    }

    Response largest(Request request) {
        request.allowOnly(LARGEST_NAMES);
        Format format = Format.parse(request.format(Format.TEXT.label()));
        if (format != Format.TEXT && format != Format.JSON) {
            throw request.textOrJson(format);
        }
        long least = request.bytes("min", LargestReport.LEAST_BYTES);
        LargestDocument document =
                new LargestDocument(target.largest(least, request.positive("limit", LargestReport.LIMIT)));
        return Response.of(format.contentType(), format == Format.JSON ? document.json() : document.text());
    }

    Response lines(Request request) {
        request.allowOnly(LINES_NAMES);
        Format format = Format.parse(request.format(Format.TEXT.label()));
        LineDocument document = new LineDocument(target.lines(request.one("class")));
        return switch (format) {
            case JSON -> Response.of(format.contentType(), document.json());
            case TEXT -> Response.of(format.contentType(), document.text());
            case CSV, COLLAPSED, TRACEMALLOC, FLAMEGRAPH, SPEEDSCOPE -> throw request.textOrJson(format);
        };
    }
}

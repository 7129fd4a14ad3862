package io.oomtrace.http;

import io.oomtrace.export.Question;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is answered of snapshots kept before, and of the difference of two. */
final class KeptAnswers {
    private static final List<String> KEEP_NAMES = List.of("name", "histogram", "format");
    private static final List<String> DIFF_NAMES = List.of("from", "to");
    private static final List<String> AGO_NAMES = List.of("ago");

    /** In {@code /snapshots/NAME}. */
    private static final int NAME = 2;

    private final Target target;
    private final KeptSnapshots kept;

    KeptAnswers(Target target) {
        this.target = target;
        this.kept = target.kept();
    }

    Response keep(Request request) {
        return request.object(201, KEEP_NAMES, () -> {
            boolean histogram = request.truth("histogram");
            return kept.keep(request.optional("name", ""), () -> target.capture(histogram))
                    .figures();
        });
    }

    Response list(Request request) {
        return request.object(200, () -> {
            List<KeptSnapshot> all = kept.all();
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("snapshots", all.stream().map(KeptSnapshot::figures).toList());
            list.put("most", KeptSnapshots.MOST);
            list.put("bytes", kept.bytes());
            list.put("most_bytes", KeptSnapshots.MOST_BYTES);
            return list;
        });
    }

    Response delete(Request request) {
        return request.object(200, () -> kept.delete(request.segment(NAME)).figures());
    }

    Response file(Request request) {
        request.allowOnly(List.of());
        return Response.file(kept.get(request.segment(NAME)));
    }

    Response allocations(Request request) {
        return snapshot(request, Capture::allocations);
    }

    Response threads(Request request) {
        return snapshot(request, Capture::threads);
    }

    private Response snapshot(Request request, Function<Capture, Snapshot> part) {
        Question question = request.question(List.of());
        Capture capture = kept.get(request.segment(NAME)).capture();
        return Response.of(
                question.format().contentType(),
                question.withBlameSkip(capture.blameSkip()).on(part.apply(capture), target::sources));
    }

    Response allocationDiff(Request request) {
        if (request.has("ago")) {
            Question question = request.question(AGO_NAMES).withBlameSkip(target.blameSkip());
            int seconds = request.seconds("ago");
            return Response.of(
                    question.format().contentType(), question.since(target.history(), target.allocations(), seconds));
        }
        return diff(request, Capture::allocations, Target::allocations);
    }

    Response threadDiff(Request request) {
        return diff(request, Capture::threads, Target::threads);
    }

    private Response diff(Request request, Function<Capture, Snapshot> part, Function<Target, Snapshot> live) {
        Question question = request.question(DIFF_NAMES).withBlameSkip(target.blameSkip());
        String from = request.one("from");
        String to = request.optional("to", KeptSnapshots.NOW);
        Function<String, Snapshot> named = name -> name.equals(KeptSnapshots.NOW)
                ? live.apply(target)
                : part.apply(kept.get(name).capture());
        return Response.of(question.format().contentType(), question.between(named.apply(from), named.apply(to)));
    }
}

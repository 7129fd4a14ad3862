package io.oomtrace.http;

import io.oomtrace.export.Format;
import io.oomtrace.export.HolderDocument;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who holds what lives: what it costs to find out, and the answer. */
final class HolderAnswers {
    private static final int SECONDS = 60;
    private static final int PAUSE_SECONDS = 10;
    private static final int PRECONDITION_REQUIRED = 428; // RFC 6585

    private static final List<String> COST_NAMES = List.of("seconds", "pause", "format");

    private static final List<String> QUERY_NAMES =
            List.of("limit", "include", "exclude", "type", "exclude_type", "thread", "exclude_thread");

    private static final List<String> NAMES = names();

    private final Target target;
    private final Pauses pauses;

    HolderAnswers(Target target, Pauses pauses) {
        this.target = target;
        this.pauses = pauses;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(COST_NAMES);
        names.add("confirm");
        names.addAll(QUERY_NAMES);
        return names;
    }

    Response cost(Request request) {
        return request.object(200, COST_NAMES, () -> {
            Map<String, Object> cost = new LinkedHashMap<>();
            cost.put("cost", cost(seconds(request), pause(request)));
            return cost;
        });
    }

    private static String cost(int seconds, int pause) {
        Runtime runtime = Runtime.getRuntime();
        return HolderDocument.cost(seconds, pause, runtime.totalMemory() - runtime.freeMemory());
    }

    Response find(Request request) {
        request.allowOnly(NAMES);
        Format format = Format.parse(request.format(Format.TEXT.label()));
        if (format != Format.TEXT && format != Format.JSON) {
            throw request.textOrJson(format);
        }
        Query query = query(request);
        int seconds = seconds(request);
        int pause = pause(request);
        if (!request.truth("confirm")) {
            throw new ControlException(
                    PRECONDITION_REQUIRED, cost(seconds, pause), "Add confirm=true if the program can bear that.");
        }
        try (HolderWatch watch = target.watchHolders(Duration.ofSeconds(pause))) {
            pauses.pass(seconds);
            HolderDocument document = new HolderDocument(query.holders(watch.end()));
            return Response.of(format.contentType(), format == Format.JSON ? document.json() : document.text());
        }
    }

    private Query query(Request request) {
        Map<String, List<String>> asked = new LinkedHashMap<>(request.parameters());
        asked.keySet().retainAll(QUERY_NAMES);
        return QueryParameters.parse(asked).withBlameSkip(target.blameSkip());
    }

    private static int seconds(Request request) {
        return Pauses.seconds(request.optional("seconds", Integer.toString(SECONDS)));
    }

    private static int pause(Request request) {
        return request.positive("pause", PAUSE_SECONDS);
    }
}

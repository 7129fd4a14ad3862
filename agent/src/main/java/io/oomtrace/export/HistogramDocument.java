package io.oomtrace.export;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.FrameChoice;
import io.oomtrace.snapshot.Group;
import io.oomtrace.snapshot.Histogram;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the JVM has counted by class, how much more it is than before, and which lines allocate most of each class. */
public final class HistogramDocument {
    private static final int SITES = 3;

    /** A class, and what it had before. */
    private record Row(Histogram.Count now, Histogram.Count before) {
        long value(String sort) {
            return switch (sort) {
                case "instances" -> now.instances();
                case "bytes_growth" -> bytesGrowth();
                case "instances_growth" -> instancesGrowth();
                default -> now.bytes();
            };
        }

        long bytesGrowth() {
            return now.bytes() - before.bytes();
        }

        long instancesGrowth() {
            return now.instances() - before.instances();
        }
    }

    private final HistogramQuestion question;
    private final Histogram now;
    private final Histogram before;
    private final Snapshot allocations;
    private final Map<String, List<Site>> sitesByType = new HashMap<>();
    private final List<String> blameSkip;
    private final Blame blame;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param before null if there is none to compare with
     * @param allocations of the same program, for the lines
     */
    public HistogramDocument(
            HistogramQuestion question, Histogram now, Histogram before, Snapshot allocations, List<String> blameSkip) {
        this.question = question;
        this.now = now;
        this.before = before;
        this.allocations = allocations;
        this.blameSkip = blameSkip;
        for (Site site : allocations.sites()) {
            sitesByType
                    .computeIfAbsent(site.type(), absent -> new ArrayList<>())
                    .add(site);
        }
        this.blame = new Blame(FrameChoice.BLAME, blameSkip);
        Map<String, Histogram.Count> old = new HashMap<>();
        for (Histogram.Count count : before == null ? now.classes() : before.classes()) {
            old.put(count.type(), count);
        }
        for (Histogram.Count count : now.classes()) {
            rows.add(new Row(count, old.getOrDefault(count.type(), new Histogram.Count(count.type(), 0, 0))));
        }
        rows.sort((a, b) -> {
            int byValue = Long.compare(b.value(question.sort()), a.value(question.sort()));
            return byValue != 0 ? byValue : a.now.type().compareTo(b.now.type());
        });
    }

    private List<Row> listed() {
        return rows.subList(0, Math.min(question.limit(), rows.size()));
    }

    /** The lines that allocate most of a type: of what lives, if any of it does. */
    private List<Group> sites(String type) {
        Snapshot ofType = new Snapshot(
                allocations.takenAt(),
                allocations.engine(),
                allocations.coverage(),
                allocations.metrics(),
                sitesByType.getOrDefault(type, List.of()));
        Query query = Query.DEFAULT.withBlameSkip(blameSkip).withLimit(SITES);
        List<Group> living = query.on(ofType).top();
        return !living.isEmpty() && living.get(0).values().value(0) > 0
                ? living
                : query.withSort("alloc_bytes").on(ofType).top();
    }

    /** @throws QueryException when a histogram cannot be written so */
    public static void requireWritable(Format format) {
        if (format != Format.TEXT && format != Format.JSON && format != Format.CSV) {
            throw new QueryException(
                    "A histogram cannot be written as format=" + format.label() + ": it has no stacks.",
                    "Ask for format=text, json or csv.");
        }
    }

    /** @throws QueryException as {@link #requireWritable} */
    public String write(Format format) {
        requireWritable(format);
        return switch (format) {
            case JSON -> json();
            case CSV -> csv();
            default -> text();
        };
    }

    /** The heaviest line of each class is below it. */
    private String text() {
        TextPage page = new TextPage();
        List<Row> listed = listed();
        page.prose("classes by " + question.sort() + ", top " + listed.size() + " of " + rows.size() + ", "
                + (now.live() ? "after a collection, " : "with garbage, ")
                + now.takenAt().truncatedTo(ChronoUnit.SECONDS)
                + (before == null ? "" : ", growth since " + before.takenAt().truncatedTo(ChronoUnit.SECONDS))
                + (before == null || before.live() == now.live()
                        ? ""
                        : before.live() ? ", without the garbage of then" : ", and the garbage of then"));
        page.line("");
        List<TextTable.Row> table = new ArrayList<>();
        for (Row row : listed) {
            List<Group> sites = sites(row.now.type());
            CallStack site = sites.isEmpty()
                    ? null
                    : CallStack.EMPTY.calling(blame.of(sites.get(0).traceback()));
            table.add(new TextTable.Row(String.format(Locale.ROOT, "%4d", table.size() + 1), row.now.type(), site));
        }
        TextTable text = new TextTable("class, and the line that allocates most of it", table);
        text.add("bytes", listed.stream().map(row -> bytes(row.now.bytes())).toList());
        text.add(
                "instances",
                listed.stream().map(row -> count(row.now.instances())).toList());
        if (before != null) {
            text.add(
                    "growth",
                    listed.stream()
                            .map(row -> new Quantity(row.bytesGrowth(), 0, Metric.Unit.BYTES).signed())
                            .toList());
        }
        text.writeTo(page);
        return page.toString();
    }

    private static String bytes(long bytes) {
        return new Quantity(bytes, 0, Metric.Unit.BYTES).toString();
    }

    private static String count(long count) {
        return new Quantity(count, 0, Metric.Unit.COUNT).toString();
    }

    private String json() {
        return JsonDocument.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("taken_at", now.takenAt().toString());
            json.writeBooleanProperty("live", now.live());
            json.writeName("growth_since");
            JsonDocument.value(json, before == null ? null : before.takenAt().toString());
            json.writeStringProperty("sort", question.sort());
            json.writeNumberProperty("classes", rows.size());
            json.writeArrayPropertyStart("top");
            for (Row row : listed()) {
                json.writeStartObject();
                json.writeStringProperty("class", row.now.type());
                json.writeNumberProperty("bytes", row.now.bytes());
                json.writeNumberProperty("instances", row.now.instances());
                if (before != null) {
                    json.writeNumberProperty("bytes_growth", row.bytesGrowth());
                    json.writeNumberProperty("instances_growth", row.instancesGrowth());
                }
                json.writeArrayPropertyStart("sites");
                for (Group site : sites(row.now.type())) {
                    json.writeStartObject();
                    json.writeStringProperty("line", site.key());
                    JsonReport.number(json, "live_bytes", site.values().value(0));
                    JsonReport.number(json, "alloc_bytes", site.values().value(2));
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private String csv() {
        CsvRecords csv = new CsvRecords();
        csv.add(List.of("rank", "class", "bytes", "instances", "bytes_growth", "instances_growth"));
        int rank = 1;
        for (Row row : listed()) {
            csv.add(List.of(
                    Integer.toString(rank++),
                    row.now.type(),
                    Long.toString(row.now.bytes()),
                    Long.toString(row.now.instances()),
                    Long.toString(row.bytesGrowth()),
                    Long.toString(row.instancesGrowth())));
        }
        return csv.toString();
    }
}

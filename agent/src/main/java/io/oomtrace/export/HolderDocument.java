package io.oomtrace.export;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.HeldObjects;
import io.oomtrace.snapshot.HolderChain;
import io.oomtrace.snapshot.HolderReport;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.ReferenceStep;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Chains of references, the root's end first, as text and as JSON. */
public final class HolderDocument {
    private static final int TYPES = 3;

    private final HolderReport report;

    public HolderDocument(HolderReport report) {
        this.report = report;
    }

    /**
     * What it costs to find out.
     *
     * @param pause seconds for which references may be followed
     * @param heapBytes in use, with garbage
     */
    public static String cost(int seconds, int pause, long heapBytes) {
        return "Flight Recorder is loaded, stays loaded, and samples what is allocated in the next " + seconds
                + " s. Then the program stands still: for a full collection of a heap of which "
                + new Quantity(heapBytes, 0, Metric.Unit.BYTES) + " is in use, and for " + pause
                + " s at most while references are followed.";
    }

    public String text() {
        TextPage page = new TextPage();
        HeldObjects held = report.held();
        page.prose("what holds " + report.matching() + " objects, sampled of those allocated in "
                + held.span().toSeconds() + " s that live, " + held.takenAt().truncatedTo(ChronoUnit.SECONDS)
                + "; references were followed for " + held.pause().toMillis() + " ms");
        if (held.unreached() > 0) {
            page.prose("No way was found in time to " + held.unreached() + " more: give a longer pause=.");
        }
        for (int i = 0; i < report.top().size(); i++) {
            page.line("");
            chain(page, i + 1, report.top().get(i));
        }
        page.line("");
        if (report.others() > 0) {
            page.line("others: " + report.others());
        } else if (report.matching() == 0) {
            page.prose("There is none: what is allocated seldom needs longer than "
                    + held.span().toSeconds() + " s, and what was allocated before is not seen.");
        }
        return page.toString();
    }

    private void chain(TextPage page, int number, HolderChain chain) {
        String types = chain.types().stream()
                .limit(TYPES)
                .map(type -> type.objects() + " " + type.type())
                .collect(Collectors.joining(", "));
        page.line(String.format(
                Locale.ROOT,
                "%4d  %d of %d: %s%s",
                number,
                chain.objects(),
                report.matching(),
                types,
                chain.types().size() > TYPES ? ", …" : ""));
        if (!chain.root().isEmpty()) {
            page.line("      " + chain.root());
        }
        for (int i = 0; i < chain.steps().size(); i++) {
            String step = "      " + (chain.root().isEmpty() && i == 0 ? "" : "→ ")
                    + shown(chain.steps().get(i));
            page.line(i == chain.branch() ? step + "   ◀ here " + chain.branches() + " ways part" : step);
        }
        page.line("      allocated at");
        for (Frame frame : chain.allocatedAt().frames()) {
            page.line("        " + shown(frame));
        }
        if (chain.allocatedAt().truncated()) {
            page.line("        …");
        }
    }

    private static String shown(ReferenceStep step) {
        return step.member().isEmpty() ? step + " element" : step.toString();
    }

    /** Flight Recorder knows lines, but not the names of source files. */
    private static String shown(Frame frame) {
        String method = frame.className() + '.' + frame.methodName();
        return frame.line() < 0 ? method : method + ", line " + frame.line();
    }

    public String json() {
        return JsonDocument.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("taken_at", report.held().takenAt().toString());
            json.writeNumberProperty("seconds", report.held().span().toSeconds());
            json.writeNumberProperty("pause_ms", report.held().pause().toMillis());
            json.writeNumberProperty("objects", report.matching());
            json.writeNumberProperty("unreached", report.held().unreached());
            json.writeNumberProperty("others", report.others());
            json.writeArrayPropertyStart("top");
            report.top().forEach(chain -> chain(json, chain));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void chain(JsonGenerator json, HolderChain chain) {
        json.writeStartObject();
        json.writeNumberProperty("objects", chain.objects());
        json.writeArrayPropertyStart("types");
        for (HolderChain.TypeCount type : chain.types()) {
            json.writeStartObject();
            json.writeStringProperty("type", type.type());
            json.writeNumberProperty("objects", type.objects());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("root", chain.root());
        json.writeArrayPropertyStart("chain");
        for (int i = 0; i < chain.steps().size(); i++) {
            ReferenceStep step = chain.steps().get(i);
            json.writeStartObject();
            json.writeStringProperty("holder", step.holder());
            json.writeStringProperty("field", step.member());
            json.writeBooleanProperty("static", step.ofClass());
            json.writeNumberProperty("branches", i == chain.branch() ? chain.branches() : 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("traceback");
        chain.allocatedAt().frames().forEach(frame -> json.writeString(shown(frame)));
        json.writeEndArray();
        if (chain.allocatedAt().truncated()) {
            json.writeBooleanProperty("traceback_truncated", true);
        }
        json.writeEndObject();
    }
}

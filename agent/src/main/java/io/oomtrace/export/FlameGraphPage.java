package io.oomtrace.export;

import io.oomtrace.snapshot.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import one.convert.Arguments;
import one.convert.FlameGraph;
import one.convert.Frame;
import tools.jackson.core.JsonGenerator;

/**
 * A flame graph as one HTML page that needs nothing else, and is told to load nothing else.
 *
 * <p>It is async-profiler's page, written by its converter. What that cannot do is done by a script behind its own,
 * {@code flame.js}: figures in units and with their errors, colours of what has changed, a legend. That script takes the
 * figures in the order in which the page has the frames: each before those above it, neighbours by name.
 */
final class FlameGraphPage {
    /** A width is a whole number: rates are drawn in thousandths. */
    private static final int RATE_STEPS = 1000;

    private static final String POLICY = "<meta http-equiv='Content-Security-Policy'"
            + " content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'\">\n";
    private static final String STYLE = "<style>h1 {padding: 0 190px}</style>\n";
    private static final String HEAD = "<meta charset='utf-8'>\n";
    private static final String NAMES = "\nconst cpool = [\n";
    private static final String NAMES_END = "\n];\nunpack(cpool);\n";
    private static final String BODY_END = "</body>";

    /** In a script, {@code <!--} and {@code </script>} have a meaning that no quotes take away. */
    private static final Pattern ENDS_SCRIPT = Pattern.compile("<(?=!--|/script)", Pattern.CASE_INSENSITIVE);

    private final String title;
    private final FlameTree root;
    private final Metric.Unit unit;
    private final String suffix;

    /** @param suffix behind every figure */
    FlameGraphPage(String title, FlameTree root, Metric.Unit unit, String suffix) {
        this.title = title;
        this.root = root;
        this.unit = unit;
        this.suffix = suffix;
    }

    /** Of a value in the unit of a metric, what a width is in. */
    static int steps(Metric.Unit unit) {
        return unit == Metric.Unit.PER_SECOND ? RATE_STEPS : 1;
    }

    /** @param error of the width of a frame, in its steps; NaN if it is not known */
    String ofValues(ToDoubleFunction<FlameTree> error) {
        return write(json -> numbers(json, "errors", error));
    }

    /**
     * As wide as the larger of what was and what is.
     *
     * @param error of the difference; all three in the steps of widths
     */
    String ofChanges(
            ToDoubleFunction<FlameTree> before, ToDoubleFunction<FlameTree> after, ToDoubleFunction<FlameTree> error) {
        return write(json -> {
            numbers(json, "before", before);
            numbers(json, "after", after);
            numbers(json, "errors", error);
        });
    }

    private String write(Consumer<JsonGenerator> figures) {
        String page = drawn();
        int names = page.indexOf(NAMES);
        int namesEnd = page.indexOf(NAMES_END, names);
        int end = page.lastIndexOf(BODY_END);
        if (!page.contains(HEAD) || names < 0 || namesEnd < 0 || end < 0) {
            throw new IllegalStateException("async-profiler's page is not as it was");
        }
        int head = page.indexOf(HEAD) + HEAD.length();
        return page.substring(0, head)
                + POLICY
                + "<title>"
                + escaped(title)
                + "</title>\n"
                + STYLE
                + page.substring(head, names)
                + ENDS_SCRIPT.matcher(page.substring(names, namesEnd)).replaceAll("\\\\x3c")
                + page.substring(namesEnd, end)
                + "<script>\n"
                + script().replace("/*told*/", told(figures))
                + "</script>\n"
                + page.substring(end);
    }

    private String drawn() {
        Arguments arguments = new Arguments();
        arguments.title = escaped(title);
        FlameGraph graph = new FlameGraph(arguments);
        feed(graph, root, new one.convert.CallStack());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            graph.dump(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    private static void feed(FlameGraph graph, FlameTree frame, one.convert.CallStack stack) {
        long self = frame.self();
        if (self > 0) {
            graph.addSample(stack, self);
        }
        for (FlameTree callee : frame.callees()) {
            stack.push(callee.name(), type(callee.kind()));
            feed(graph, callee, stack);
            stack.pop();
        }
    }

    /** Which gives a frame its colour. */
    private static byte type(FlameTree.Kind kind) {
        return switch (kind) {
            case CODE -> Frame.TYPE_JIT_COMPILED;
            case JDK -> Frame.TYPE_INTERPRETED;
            case TYPE -> Frame.TYPE_INLINED;
            case NATIVE -> Frame.TYPE_CPP;
            case OTHER -> Frame.TYPE_NATIVE;
        };
    }

    private String told(Consumer<JsonGenerator> figures) {
        return JsonDocument.compact(json -> {
                    json.writeStartObject();
                    json.writeStringProperty("unit", unit.name());
                    json.writeStringProperty("suffix", suffix);
                    json.writeNumberProperty("steps", steps(unit));
                    figures.accept(json);
                    json.writeEndObject();
                })
                .replace("<", "\\u003c");
    }

    private void numbers(JsonGenerator json, String name, ToDoubleFunction<FlameTree> number) {
        json.writeArrayPropertyStart(name);
        root.forEach(frame -> JsonDocument.number(json, Math.rint(number.applyAsDouble(frame))));
        json.writeEndArray();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String script() {
        try (InputStream in = FlameGraphPage.class.getResourceAsStream("flame.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.oomtrace.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same blocks of memory are given to Python's tracemalloc and to oomtrace, and both are asked the same. */
class TracemallocLinesTest {
    /**
     * Reads traces as {@code before|after size file:line file:line …}, most recent frame first, and prints an
     * expression.
     */
    private static final String PYTHON = """
            import sys, tracemalloc
            from tracemalloc import Filter
            traces = {'before': [], 'after': []}
            for line in sys.stdin:
                which, size, *frames = line.split()
                frames = tuple((f.rsplit(':', 1)[0], int(f.rsplit(':', 1)[1])) for f in frames)
                traces[which].append((0, int(size), frames, len(frames)))
            before = tracemalloc.Snapshot(traces['before'], 9)
            after = tracemalloc.Snapshot(traces['after'], 9)
            def formatted(statistics):
                for statistic in statistics:
                    print(statistic)
                    print(*statistic.traceback.format(), sep='\\n')
            def printed(statistics):
                for statistic in statistics:
                    print(statistic)
            %s
            """;

    /** Blocks of one size that one stack allocated, large enough that no two groups are alike. */
    private record Blocks(CallStack stack, long size, int count) {}

    private final Random random = new Random(4);
    private final List<Blocks> before = new ArrayList<>();
    private final List<Blocks> after = new ArrayList<>();

    @BeforeEach
    void allocate() {
        for (int i = 0; i < 200; i++) {
            Blocks blocks =
                    new Blocks(stack(), 100_000 + (long) Math.pow(10, 9 * random.nextDouble()), 1 + random.nextInt(5));
            before.add(blocks);
            if (random.nextInt(4) > 0) {
                after.add(
                        random.nextBoolean()
                                ? blocks
                                : new Blocks(blocks.stack, blocks.size / 2 + 7, 1 + random.nextInt(9)));
            }
        }
    }

    /** No file twice: tracemalloc counts a block for each time it is in it, oomtrace once. */
    private CallStack stack() {
        List<Integer> files = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(files, random);
        List<Frame> frames = new ArrayList<>();
        for (int file : files.subList(0, 1 + random.nextInt(5))) {
            String folder = file < 4 ? "com.acme." : "org.other.deep.";
            frames.add(new Frame(folder + "C" + file, "run", "C" + file + ".java", 1 + random.nextInt(6)));
        }
        return CallStack.of(frames, false);
    }

    private static Snapshot snapshot(List<Blocks> all) {
        Snapshots snapshot = Snapshots.allocations();
        for (Blocks blocks : all) {
            snapshot.site(blocks.stack, "byte[]", "main", blocks.size * blocks.count, blocks.count, 0, 0);
        }
        return snapshot.build();
    }

    private static void traces(StringBuilder text, String which, List<Blocks> all) {
        for (Blocks blocks : all) {
            String frames = blocks.stack.frames().stream()
                    .map(frame -> frame.path() + ':' + frame.line())
                    .collect(Collectors.joining(" "));
            text.append((which + ' ' + blocks.size + ' ' + frames + '\n').repeat(blocks.count));
        }
    }

    private String python(String expression) throws IOException, InterruptedException {
        StringBuilder traces = new StringBuilder();
        traces(traces, "before", before);
        traces(traces, "after", after);
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", PYTHON.formatted(expression))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("No python3 here to compare with: " + e.getMessage());
            throw e;
        }
        try (OutputStream in = python.getOutputStream()) {
            in.write(traces.toString().getBytes(UTF_8));
        }
        String answer = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor()).isZero();
        return answer;
    }

    private static Query query(String text) {
        Map<String, List<String>> parameters = Arrays.stream(text.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.groupingBy(
                        parameter -> parameter[0], Collectors.mapping(parameter -> parameter[1], Collectors.toList())));
        parameters.put("frame", List.of("leaf"));
        parameters.put("limit", List.of("1000"));
        return QueryParameters.parse(parameters);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    by=lineno                       | printed(after.statistics('lineno'))
                    by=filename                     | printed(after.statistics('filename'))
                    by=traceback                    | formatted(after.statistics('traceback'))
                    by=lineno&cumulative=true       | printed(after.statistics('lineno', cumulative=True))
                    by=filename&cumulative=true     | printed(after.statistics('filename', cumulative=True))
                    by=lineno&include=com/acme/*    | printed(after.filter_traces([Filter(True, 'com/acme/*')]).statistics('lineno'))
                    by=lineno&exclude=com/acme/C1.java:3 | printed(after.filter_traces([Filter(False, 'com/acme/C1.java', 3)]).statistics('lineno'))
                    by=lineno&include=com/acme/C1.java&include=com/acme/C2.java&exclude=**/C1.java:2 | printed(after.filter_traces([Filter(True, 'com/acme/C1.java'), Filter(True, 'com/acme/C2.java'), Filter(False, '*/C1.java', 2)]).statistics('lineno'))
                    by=lineno&include=org/other/**&all_frames=true | printed(after.filter_traces([Filter(True, 'org/other/*', all_frames=True)]).statistics('lineno'))
                    by=lineno&exclude=org/other/**&all_frames=true | printed(after.filter_traces([Filter(False, 'org/other/*', all_frames=True)]).statistics('lineno'))
                    """)
    void statistics(String asked, String python) throws Exception {
        assertThat(Format.TRACEMALLOC.write(query(asked).on(snapshot(after)))).isEqualTo(python(python));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    by=lineno                   | printed(s for s in after.compare_to(before, 'lineno') if s.size_diff)
                    by=filename                 | printed(s for s in after.compare_to(before, 'filename') if s.size_diff)
                    by=filename&cumulative=true | printed(s for s in after.compare_to(before, 'filename', True) if s.size_diff)
                    by=traceback                | formatted(s for s in after.compare_to(before, 'traceback') if s.size_diff)
                    """)
    void differences(String asked, String python) throws Exception {
        assertThat(Format.TRACEMALLOC.write(query(asked).between(snapshot(before), snapshot(after))))
                .isEqualTo(python(python));
    }

    @Test
    void sizesAreRoundedAsPythonRounds() throws Exception {
        List<Double> sizes = new ArrayList<>(List.of(0.0, 2.5, 3.5, 99.0, 100.0, 102_400.0, 10_239.5, 10_240.0, 1e18));
        for (int i = 0; i < 500; i++) {
            sizes.add(Math.pow(10, 15 * random.nextDouble()));
            sizes.add((double) random.nextInt(1 << 20));
            sizes.add(random.nextInt(2000) * 51.2);
        }
        String list = sizes.toString();
        String expected = python("for size in " + list + ": print(tracemalloc._format_size(size, False),"
                + " tracemalloc._format_size(-size - 1, True), tracemalloc._format_size(size, True))");
        assertThat(sizes.stream()
                        .map(size -> TracemallocLines.size(size, false)
                                + ' '
                                + TracemallocLines.size(-size - 1, true)
                                + ' '
                                + TracemallocLines.size(size, true))
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(expected);
    }

    @Test
    void whatHasNoLineHasLineZero() {
        Frame[] frames = {
            new Frame("com.acme.Cache", "put", "Cache.java", 42),
            new Frame("Main", "main", "Main.java", 1),
            new Frame("com.acme.Cache", "get", "Cache.java", Frame.UNKNOWN_LINE),
            new Frame("com.acme.Proxy$1", "get", "", Frame.UNKNOWN_LINE),
            new Frame("com.acme.Disk", "read", "Disk.java", Frame.NATIVE_LINE),
            Frame.NONE
        };
        Snapshots snapshot = Snapshots.allocations();
        for (int i = 0; i < frames.length; i++) {
            snapshot.site(CallStack.of(List.of(frames[i]), false), "byte[]", "main", 100 - i, 1, 0, 0);
        }
        assertThat(Format.TRACEMALLOC
                        .write(query("by=lineno").on(snapshot.build()))
                        .lines())
                .extracting(line -> line.replaceFirst(": size=.*", ""))
                .containsExactly(
                        "com/acme/Cache.java:42",
                        "Main.java:1",
                        "com/acme/Cache.java:0",
                        "com/acme/Proxy$1.class:0",
                        "com/acme/Disk.java:0",
                        "(no Java frame):0");
    }
}

package io.oomtrace.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The document for those who know tracemalloc leaves nothing of it out, and no cell of its tables. */
class ComingFromTracemallocTest {
    private static final Path DOCUMENT = Path.of("../docs/coming-from-tracemalloc.md");

    /** Prints each public function with its parameters, and each public member of a class, as Python itself tells them. */
    private static final String PYTHON = """
            import inspect, tracemalloc

            def parameters(function):
                names = [name for name in inspect.signature(function).parameters if name not in ('self', 'cls', 'args')]
                return '(' + ', '.join(names) + ')'

            for name, value in sorted(vars(tracemalloc).items()):
                if name.startswith('_') or getattr(value, '__module__', '').lstrip('_') != 'tracemalloc':
                    continue
                if not inspect.isclass(value):
                    print(name + parameters(value) if name != 'start' else 'start(nframe)')
                    continue
                if name in ('Filter', 'DomainFilter'):
                    print(name + parameters(value.__init__))
                for member in dir(value):
                    if not member.startswith('_'):
                        thing = getattr(value, member)
                        print(name + '.' + member + (parameters(thing) if callable(thing) else ''))
            """;

    private static List<String> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|-"))
                .toList();
    }

    @Test
    void everythingOfTracemallocHasARow() throws Exception {
        Process python;
        try {
            python = new ProcessBuilder("python3", "-c", PYTHON)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("No python3 here to ask: " + e.getMessage());
            return;
        }
        List<String> names = new String(python.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(python.waitFor()).isZero();
        List<String> first = rows().stream().map(row -> cells(row)[0]).toList();
        assertThat(names)
                .contains("take_snapshot()", "Statistic.size")
                .allSatisfy(name -> assertThat(first).as(name).contains('`' + name + '`'));
    }

    @Test
    void noCellIsEmpty() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(cells(row))
                        .hasSize(4)
                        .allSatisfy(cell -> assertThat(cell).isNotBlank()));
    }

    @Test
    void everyTestItNamesIsThere() throws IOException {
        List<Path> sources;
        try (var files = Files.walk(Path.of(".."))) {
            sources = files.filter(path -> path.toString().endsWith(".java")).toList();
        }
        for (String row : rows()) {
            String tests = cells(row)[3];
            for (String name : tests.split(", ")) {
                if (name.startsWith("`")) {
                    String file = name.replace("`", "") + ".java";
                    assertThat(sources).as(row).anyMatch(path -> path.endsWith(file));
                }
            }
        }
    }

    private static String[] cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("\\|"))
                .map(String::strip)
                .toArray(String[]::new);
    }
}

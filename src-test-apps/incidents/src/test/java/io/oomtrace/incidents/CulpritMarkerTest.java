package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests elsewhere look up line numbers by these comments. */
class CulpritMarkerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "// culprit: oom-kill | oomkill/Chunks.java | new byte[",
                "// culprit: hang-at-limit | hang/Blocks.java | new byte[",
                "// culprit: timing-wheel thread | timingwheel/TimingWheelCache.java | .start()",
                "// culprit: timing-wheel executor | timingwheel/TimingWheelCache.java | new ThreadPoolExecutor(",
                "// culprit: timing-wheel caller | timingwheel/RequestHandler.java | new TimingWheelCache(",
                "// culprit: parse-at-startup #1 | parse/TextFormat.java | new DataTree(",
                "// culprit: parse-at-startup #2 | parse/Models.java | data + Files.readString(",
                "// culprit: parse-at-startup #3 | parse/PhrasesDict.java | line.substring(",
                "// garbage: parse-at-startup | parse/TemplateWarmup.java | new byte[",
            })
    void eachMarkerEndsTheLineThatAllocates(String marker, String file, String code) throws IOException {
        Path sources = Path.of("src/main/java/io/oomtrace/incidents");
        List<String> marked;
        try (Stream<Path> paths = Files.walk(sources)) {
            marked = paths.filter(Files::isRegularFile)
                    .flatMap(path -> lines(path).map(line -> sources.relativize(path) + ": " + line))
                    .filter(line -> line.endsWith(marker))
                    .collect(Collectors.toList());
        }

        assertThat(marked).singleElement().asString().startsWith(file).contains(code);
    }

    private static Stream<String> lines(Path path) {
        try {
            return Files.readAllLines(path).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

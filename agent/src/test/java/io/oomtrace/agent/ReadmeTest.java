package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md says that the code says, too. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void everyOptionIsListedWithItsDefault() throws IOException {
        List<String> rows = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("## Options"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(OptionKey.values())
                        .map(option ->
                                ("| `" + option.key() + "` | " + option.defaultValue() + " |").replace("  ", " "))
                        .toList());
    }

    @Test
    void continuousIntegrationRunsItsTestCommand() throws IOException {
        List<String> script = Files.readAllLines(Path.of("../.ci/run"));

        assertThat(Files.readString(README)).contains("\n" + script.get(script.size() - 1) + "\n```");
    }
}

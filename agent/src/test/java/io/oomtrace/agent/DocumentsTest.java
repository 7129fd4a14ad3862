package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class DocumentsTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    /** What changes in a message, and marks that code may have between two constants. */
    private static final Pattern GAPS = Pattern.compile("[…';:,.]");

    @Test
    void everyPromiseOfSafetyNamesATestThatExists() throws IOException {
        List<String> rows = Files.readAllLines(DOCS.resolve("safety.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            String tests = row.split("\\|")[3];
            assertThat(tests).as(row).isNotBlank();
            for (String name : quoted(tests)) {
                assertThat(sources("src/test/java"))
                        .as(row)
                        .anyMatch(path -> path.toString().contains(name.replace('.', '/')));
            }
        });
    }

    @Test
    void everyMessageOfTroubleshootingIsOneThatIsPrinted() throws IOException {
        String code = Stream.concat(sources("src/main/java").stream(), sources("../attach-cli/src/main/java").stream())
                .filter(path -> path.toString().endsWith(".java"))
                .map(DocumentsTest::read)
                .collect(Collectors.joining())
                .replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> headings = Files.readAllLines(DOCS.resolve("troubleshooting.md")).stream()
                .dropWhile(line -> !line.startsWith("## From the agent"))
                .takeWhile(line -> !line.startsWith("## From the endpoint"))
                .filter(line -> line.startsWith("### `"))
                .toList();

        assertThat(headings).isNotEmpty().allSatisfy(heading -> {
            for (String message : quoted(heading)) {
                assertThat(GAPS.splitAsStream(message).map(String::strip).filter(part -> part.length() > 5))
                        .as(message)
                        .allMatch(code::contains);
            }
        });
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> documents = Stream.concat(sources(DOCS.toString()).stream(), Stream.of(Path.of("../README.md")))
                .filter(path -> path.toString().endsWith(".md"))
                .toList();

        assertThat(documents)
                .hasSizeGreaterThan(3)
                .allSatisfy(document -> assertThat(LINK.matcher(read(document))
                                .results()
                                .map(link -> link.group(1))
                                .filter(target -> !target.startsWith("http")))
                        .allMatch(target -> Files.exists(document.resolveSibling(target))));
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

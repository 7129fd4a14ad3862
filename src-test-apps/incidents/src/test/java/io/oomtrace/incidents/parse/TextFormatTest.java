package io.oomtrace.incidents.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFormatTest {
    @TempDir
    private Path directory;

    @Test
    void parsesNestedNodes() throws IOException {
        DataTree tree = parse("""
                first: "1"
                second: "" {
                  inner: "a: "quoted" value"
                  deep: "" {
                    deepest: "x"
                  }
                }
                third: "3"
                """);

        assertThat(tree.size()).isEqualTo(1 + 6);
        assertThat(tree.valueOf("first")).isEqualTo("1");
        assertThat(tree.valueOf("second")).isEmpty();
        assertThat(tree.valueOf("third")).isEqualTo("3");
        assertThat(tree.valueOf("inner")).isEmpty();
    }

    @Test
    void namesALineItCannotRead() {
        assertThatThrownBy(() -> parse("first 1\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("Not of the form name: \"value\": first 1");
    }

    private DataTree parse(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("data"), text);
        return TextFormat.parse(file, new DataTree("root", ""));
    }
}

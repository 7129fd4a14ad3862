package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TargetTest {
    private final Target.Converter converter = new Target.Converter();

    @Test
    void aNumberIsAPid() {
        assertThat(converter.convert("4711")).isEqualTo(new Target.Pid(4711));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9666, http://127.0.0.1:9666/",
        "https://host/behind/proxy, https://host/behind/proxy/",
        "localhost:9666, http://localhost:9666/",
        "http://[::1]:9666/, http://[::1]:9666/"
    })
    void anAddressIsAUrl(String text, URI url) {
        assertThat(converter.convert(text)).isEqualTo(new Target.Url(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.oomtrace", "folder/before", "/tmp/a b", "./4711", "pom.xml"})
    void aFileIsOneThatIsThereOrCalledLikeOne(String text) {
        assertThat(converter.convert(text)).isEqualTo(new Target.Saved(Path.of(text)));
    }

    @Test
    void aFileIsNothingThatRuns() {
        assertThatThrownBy(() -> new Target.RunningConverter().convert("pom.xml"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is neither a pid nor a URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "java", "ftp://host/", "http://", "http://host/?by=line", "http://a b/"})
    void theRestIsNeither(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is neither a pid, nor a URL");
    }
}

package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final NearestName OPTIONS =
            new NearestName(List.of("port", "bind", "token", "blame_skip", "interval", "live_bytes", "live_count"));

    @ParameterizedTest
    @CsvSource({
        "prot,port",
        "PORT,port",
        "blame-skip,blame_skip",
        "blameskip,blame_skip",
        "inter,interval",
        "live_byte,live_bytes",
        "bidn,bind",
    })
    void findsWhatWasMeant(String given, String meant) {
        assertThat(OPTIONS.to(given)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "live", "''", "x"})
    void findsNothingWhereNothingIsNear(String given) {
        assertThat(OPTIONS.to(given)).isEmpty();
    }

    @Test
    void hintListsWhatIsValid() {
        NearestName names = new NearestName(List.of("line", "file"));
        assertThat(names.hint("lnie")).isEqualTo("Did you mean line? Valid: line, file.");
        assertThat(names.hint("colour")).isEqualTo("Valid: line, file.");
    }
}

package io.oomtrace.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorTest {
    @Test
    void findsBothInAnyOrder() {
        assertThat(ServerError.parse(
                        "{\"hint\": \"use line\", \"more\": {\"error\": 1}, \"error\": \"no \\\"x\\\".\"}"))
                .isEqualTo(new ServerError("no \"x\".", "use line"));
        assertThat(ServerError.parse("{\"error\":\"gone\"}")).isEqualTo(new ServerError("gone", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{\"error\": 3}", "{\"error\": ", "\"error\""})
    void findsNothingInOtherBodies(String body) {
        assertThat(ServerError.parse(body).error()).isEmpty();
    }
}

package io.oomtrace.http;

import static io.oomtrace.http.ServerClient.assertError;
import static io.oomtrace.http.ServerClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The state of the agent, and what changes it. */
class ControlsOverHttpTest extends OverHttpTest {
    @Test
    void whatIsCountedExactlyIsSwitched() throws Exception {
        assertThat(client.json("GET", "/exact").at("/exact").isEmpty()).isTrue();
        HttpResponse<String> counted = post("/exact?class=com.acme.**&method=put");
        assertThat(counted.statusCode()).isEqualTo(201);
        assertThat(counted.body()).contains("\"classes_loaded\": 2");
        assertThat(client.json("GET", "/exact").at("/exact/0").asString()).isEqualTo("com.acme.**#put");
        assertThat(client.send("DELETE", "/exact?class=com.acme.**&method=put").statusCode())
                .isEqualTo(200);
        assertThat(client.json("GET", "/exact").at("/exact").isEmpty()).isTrue();
        assertError(post("/exact"), "/exact needs class=VALUE, once.", "class=");
        assertError(post("/exact?clas=a"), "There is no parameter clas at /exact.", "class");
    }

    @Test
    void statusIsJsonUnlessTextIsAsked() throws Exception {
        JsonNode json = json(get("/status", "*/*"));
        assertThat(json.at("/version").asString()).isEqualTo("0.1.0");
        assertThat(json.at("/http/exchanges").asLong()).isPositive();
        assertThat(get("/status?format=text", "*/*").body())
                .contains("version: 0.1.0\n")
                .contains("http:\n  exchanges:");
    }

    @Test
    void commandsAnswerWithTheStatus() throws Exception {
        assertThat(json(post("/stop")).at("/recording").asBoolean(true)).isFalse();
        assertThat(target.recording).isFalse();
        assertThat(post("/start").statusCode()).isEqualTo(200);
        assertThat(target.recording).isTrue();
        assertThat(post("/reset").statusCode()).isEqualTo(200);
        assertThat(target.resets).hasValue(1);
        assertThat(post("/reset_peak").statusCode()).isEqualTo(200);
        assertThat(target.peakResets).hasValue(1);
        assertThat(post("/depth?frames=128").statusCode()).isEqualTo(200);
        assertThat(target.depth).isEqualTo(128);
        assertError(post("/depth"), "/depth needs frames=VALUE, once.", "frames=");
        assertError(post("/depth?frames=many"), "frames=many is not a number.", "whole number");
        assertThat(json(post("/gc")).at("/heap_used_bytes").asLong()).isEqualTo(123_456);
    }

    @Test
    void targetsRefusalIsAnsweredAsItSays() throws Exception {
        HttpResponse<String> response = post("/start");
        assertThat(response.statusCode()).isEqualTo(409);
        assertError(response, "Recording is on.", "POST /stop first.");
    }

    @Test
    void changesByGetAreRefused() throws Exception {
        HttpResponse<String> response = get("/reset", "*/*");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertError(response, "GET /reset does nothing.", "curl -X POST " + server.url() + "/reset");
        assertThat(target.resets).hasValue(0);
        assertThat(post("/snapshot").headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void commandInAWrongFormatIsNotDone() throws Exception {
        assertThat(post("/reset?format=csv").statusCode()).isEqualTo(400);
        assertThat(post("/reset?fromat=json").statusCode()).isEqualTo(400);
        assertThat(target.resets).hasValue(0);
    }
}

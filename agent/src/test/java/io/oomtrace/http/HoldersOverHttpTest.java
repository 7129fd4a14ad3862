package io.oomtrace.http;

import static io.oomtrace.http.ServerClient.assertError;
import static io.oomtrace.http.ServerClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class HoldersOverHttpTest extends OverHttpTest {
    private HttpResponse<String> send(String method, String path, String accept) throws Exception {
        return client.send(client.request(path, accept).method(method, BodyPublishers.noBody()));
    }

    @Test
    void saysWhatItCosts() throws Exception {
        assertThat(send("GET", "/holders?seconds=5&pause=3", "text/plain").body())
                .contains("in the next 5 s", "3 s at most");
        assertThat(json(send("GET", "/holders", "*/*")).at("/cost").asString()).contains("next 60 s", "10 s at most");
    }

    @Test
    void doesNothingUnlessThatIsConfirmed() throws Exception {
        HttpResponse<String> refused = send("POST", "/holders?seconds=5", "*/*");
        assertThat(refused.statusCode()).isEqualTo(428);
        assertError(refused, "samples what is allocated in the next 5 s", "Add confirm=true");
        assertThat(send("POST", "/holders?seconds=5&confirm=false", "*/*").statusCode())
                .isEqualTo(428);
        assertThat(target.watches).hasValue(0);
    }

    @Test
    void answersWithChains() throws Exception {
        String path = "/holders?seconds=1&pause=2&confirm=true";
        assertThat(send("POST", path, "*/*").body()).contains("what holds 2 objects", "static com.acme.Cache.ENTRIES");
        assertThat(json(send("POST", path + "&type=char*&limit=3", "application/json"))
                        .at("/objects")
                        .asInt())
                .isEqualTo(1);
        assertThat(target.mostPause.toSeconds()).isEqualTo(2);
        assertThat(target.watches).hasValue(2);
        assertThat(target.watchesClosed).hasValue(2);
    }

    @Test
    void misuse() throws Exception {
        assertError(send("POST", "/holders?seconds=0&confirm=true", "*/*"), "seconds=0 cannot be waited for.", "1 to");
        assertError(send("POST", "/holders?pause=0&confirm=true", "*/*"), "pause=0 is too little.", "1 or more");
        assertError(send("POST", "/holders?confirm=yes", "*/*"), "confirm=yes is neither true nor false.", "confirm");
        assertError(send("POST", "/holders?min_age=1", "*/*"), "There is no parameter min_age at /holders.", "");
        assertError(send("POST", "/holders?limit=0", "*/*"), "limit=0 lists nothing.", "at least 1");
        assertError(send("POST", "/holders?format=csv", "*/*"), "cannot be written as format=csv.", "format=json");
        assertThat(target.watches).hasValue(0);
    }
}

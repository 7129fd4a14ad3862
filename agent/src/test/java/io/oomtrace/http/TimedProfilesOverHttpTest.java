package io.oomtrace.http;

import static io.oomtrace.http.ServerClient.assertError;
import static io.oomtrace.http.ServerClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.ProfileEvent;
import org.junit.jupiter.api.Test;

class TimedProfilesOverHttpTest extends OverHttpTest {
    @Test
    void profilesAreAskedAsSnapshotsAre() throws Exception {
        assertThat(get("/profile?event=cpu&seconds=1&format=text", "*/*").body())
                .contains("time by line, all 1 line", "3.00 s", "com.acme.Cache.put(Cache.java:42)");
        assertThat(json(get("/profile?event=wall&seconds=1&by=method", "application/json"))
                        .at("/top/0/time")
                        .asLong())
                .isEqualTo(3_000_000_000L);
        assertThat(get("/profile?event=lock&seconds=1&sort=contentions&format=collapsed", "*/*")
                        .body())
                .isEqualTo("com.acme.Cache.put:42;com.acme.log.Log.copy:3 300\n");
        assertThat(target.profiled).containsExactly(ProfileEvent.CPU, ProfileEvent.WALL, ProfileEvent.LOCK);
        assertThat(target.profilesClosed).hasValue(3);
    }

    @Test
    void nothingIsProfiledForAQuestionThatIsNone() throws Exception {
        assertError(get("/profile?event=cup&seconds=1", "*/*"), "There is no event=cup.", "Did you mean cpu?");
        assertError(get("/profile?seconds=301", "*/*"), "seconds=301 is not a time to profile.", "1 to 300");
        assertError(get("/profile?seconds=0", "*/*"), "seconds=0 is not a time to profile.", "1 to 300");
        assertError(get("/profile?sort=live_bytes", "*/*"), "Cannot sort=live_bytes.", "time, samples");
        assertError(get("/profile?event=lock&sort=samples", "*/*"), "Cannot sort=samples.", "time, contentions");
        assertError(get("/profile?by=age", "*/*"), "Only objects of the heap have an age.", "/snapshot");
        assertError(get("/profile?format=tracemalloc", "*/*"), "There is no live_bytes", "format=text");
        assertError(get("/profile?evnet=cpu", "*/*"), "There is no parameter evnet", "Did you mean event?");
        assertThat(target.profiles).hasValue(0);
    }

    @Test
    void nativeMemoryIsAskedAsSnapshotsAre() throws Exception {
        assertThat(get("/native?by=type", "*/*").body()).contains("native_bytes by type, all 1 type", "malloc");
        assertThat(json(get("/native", "application/json"))
                        .at("/top/0/native_bytes")
                        .asLong())
                .isEqualTo(4096);
        assertError(get("/native?temporary=true", "*/*"), "Only objects of the heap are temporary.", "/snapshot");
    }
}

package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void printsAsInAStackTrace() {
        assertThat(new Frame("com.acme.Cache", "put", "Cache.java", 42))
                .hasToString("com.acme.Cache.put(Cache.java:42)");
        assertThat(new Frame("com.acme.Cache", "<init>", "Cache.java", Frame.UNKNOWN_LINE))
                .hasToString("com.acme.Cache.<init>(Cache.java)");
        assertThat(new Frame("a.B", "c", "B.java", Frame.NATIVE_LINE)).hasToString("a.B.c(Native Method)");
        assertThat(new Frame("a.B", "c", "", 3)).hasToString("a.B.c(Unknown Source)");
    }

    @Test
    void pathIsWhereTheSourceWouldBe() {
        assertThat(new Frame("com.acme.Cache$1", "put", "Cache.java", 42).path())
                .isEqualTo("com/acme/Cache.java");
        assertThat(new Frame("Main", "main", "Main.java", 1).path()).isEqualTo("Main.java");
        assertThat(new Frame("com.acme.Cache$1", "put", "", 42).path()).isEqualTo("com/acme/Cache$1.class");
    }

    @Test
    void packageOfAHiddenClassEndsBeforeItsName() {
        assertThat(new Frame("com.acme.Main$$Lambda/0x0.7", "run", "", 1).packageName())
                .isEqualTo("com.acme");
        assertThat(new Frame("Main", "main", "Main.java", 1).packageName()).isEmpty();
    }
}

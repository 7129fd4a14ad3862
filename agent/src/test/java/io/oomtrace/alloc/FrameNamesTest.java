package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameNamesTest {
    private final FrameNames names = new FrameNames(64, type -> false);

    @Test
    void typesAreNamedAsInSource() {
        assertThat(names.type(byte[].class.getName())).isEqualTo("byte[]");
        assertThat(names.type(long[][].class.getName())).isEqualTo("long[][]");
        assertThat(names.type(String[].class.getName())).isEqualTo("java.lang.String[]");
        assertThat(names.type("com.acme.Cache")).isEqualTo("com.acme.Cache");
    }

    @Test
    void threadsOfOnePoolHaveOneName() {
        assertThat(names.thread("pool-1-thread-17")).isEqualTo("pool-#-thread-#");
        assertThat(names.thread("main")).isEqualTo("main");
        assertThat(names.thread("")).isEmpty();
        assertThat(names.thread("42")).isEqualTo("#");
    }
}

package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void typesAreNamedAsInSource() {
        assertThat(Names.type(byte[].class.getName())).isEqualTo("byte[]");
        assertThat(Names.type(long[][].class.getName())).isEqualTo("long[][]");
        assertThat(Names.type(String[].class.getName())).isEqualTo("java.lang.String[]");
        assertThat(Names.type("com.acme.Cache")).isEqualTo("com.acme.Cache");
    }

    @Test
    void threadsOfOnePoolHaveOneName() {
        assertThat(Names.thread("pool-1-thread-17")).isEqualTo("pool-#-thread-#");
        assertThat(Names.thread("main")).isEqualTo("main");
        assertThat(Names.thread("")).isEmpty();
        assertThat(Names.thread("42")).isEqualTo("#");
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNameTest {
    @ParameterizedTest
    @CsvSource({
        "99,com.acme.cache.Lru.put(Lru.java:42),com.acme.cache.Lru.put(Lru.java:42)",
        "30,com.acme.cache.Lru.put(Lru.java:42),com.acme.cache.Lru.put:42",
        "30,com.acme.cache.Lru$Node.put(Lru.java:42),com.acme.cache.Lru$Node.put:42",
        "24,com.acme.cache.Lru.put(Lru.java:42),c.acme.cache.Lru.put:42",
        "20,com.acme.cache.Lru.put(Lru.java:42),c.a.cache.Lru.put:42",
        "16,com.acme.cache.Lru.put(Lru.java:42),c.a.c.Lru.put:42",
        "12,com.acme.cache.Lru.put(Lru.java:42),c.a…u.put:42",
        "30,com.acme.cache.Lru.put(Other.java:42),c.a.c.Lru.put(Other.java:42)",
        "15,com/acme/cache/Lru.java,c/a/c/Lru.java",
        "10,http-nio-exec-worker,htt…worker",
        "9,com.acme.cache,c.a.cache",
    })
    void packagesGiveWayBeforeTheClass(int width, String name, String shorter) {
        assertThat(new ShortName(width).of(name)).isEqualTo(shorter);
    }
}

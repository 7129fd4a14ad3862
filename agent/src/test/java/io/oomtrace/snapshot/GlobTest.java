package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.Cache,com.acme.Cache,true",
        "com.acme.Cache,com.acme.CacheX,false",
        "com.acme.*,com.acme.Cache,true",
        "com.acme.*,com.acme.Cache$Entry,true",
        "com.acme.*,com.acme.web.Handler,false",
        "com.acme.**,com.acme.web.Handler,true",
        "com.**.Handler,com.acme.web.Handler,true",
        "com.*.Handler,com.acme.web.Handler,false",
        "**Handler,com.acme.web.Handler,true",
        "com.acme.Cach?,com.acme.Cache,true",
        "com?acme.Cache,com.acme.Cache,false",
        "*.java,Cache.java,true",
        "com/acme/*.java,com/acme/Cache.java,true",
        "com/acme/*,com/acme/Cache.java,true",
        "com/acme/*,com/acme/web/Handler.java,false",
        "com/acme/?????.java,com/acme/Cache.java,true",
        "com/*.java,com/acme/Cache.java,false",
        "com.acme.**,comXacmeXCache,false",
        "*,'',true",
        "**,a.b/c,true",
        "a,'',false",
        "a*b*c,aXbXbXc,true",
    })
    void starsStopAtSeparatorsUnlessDouble(String pattern, String name, boolean matches) {
        assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void classNameFileNameAndPathAreAllTried() {
        Frame frame = new Frame("com.acme.Cache$Entry", "get", "Cache.java", 3);
        assertThat(new Glob("com.acme.Cache$*").matches(frame)).isTrue();
        assertThat(new Glob("Cache.java").matches(frame)).isTrue();
        assertThat(new Glob("com/acme/Cache.java").matches(frame)).isTrue();
        assertThat(new Glob("com.acme").matches(frame)).isFalse();
    }
}

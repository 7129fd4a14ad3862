package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OptionKeyTest {
    @ParameterizedTest
    @EnumSource
    void acceptsItsDefaultAndIsFoundByItsKey(OptionKey option) {
        assertThat(option.accepts(option.defaultValue())).isTrue();
        assertThat(OptionKey.of(option.key())).contains(option);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,0",
        "PORT,65535",
        "BIND,localhost",
        "TOKEN,''",
        "TOKEN,0123456789abcdef",
        "HTTP,on",
        "HTTP,off",
        "INTERVAL,1k",
        "INTERVAL,1024",
        "INTERVAL,1g",
        "INTERVAL,512K",
        "SAMPLES_PER_SECOND,10",
        "SAMPLES_PER_SECOND,1000000",
        "DEPTH,1",
        "DEPTH,1024",
        "MAX_LIVE,64",
        "MAX_LIVE,1048576",
        "MAX_SITES,100",
        "MAX_SITES,1000000",
        "EXCLUDE,com.acme:org.example",
    })
    void acceptsUpToItsLimits(OptionKey option, String value) {
        assertThat(option.accepts(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT,-1",
        "PORT,65536",
        "PORT,''",
        "PORT,9666x",
        "PORT,99999999999",
        "BIND,' '",
        "TOKEN,0123456789abcde",
        "HTTP,true",
        "HTTP,ON",
        "HTTP,''",
        "INTERVAL,1023",
        "INTERVAL,2g",
        "INTERVAL,1t",
        "INTERVAL,k",
        "INTERVAL,-1k",
        "INTERVAL,999999999999g",
        "SAMPLES_PER_SECOND,9",
        "SAMPLES_PER_SECOND,1000001",
        "DEPTH,0",
        "DEPTH,1025",
        "MAX_LIVE,63",
        "MAX_LIVE,1048577",
        "MAX_SITES,99",
        "MAX_SITES,1000001",
    })
    void refusesWhatIsBeyond(OptionKey option, String value) {
        assertThat(option.accepts(value)).isFalse();
    }

    @Test
    void keysAreExact() {
        assertThat(OptionKey.of("PORT")).isEmpty();
        assertThat(OptionKey.of("")).isEmpty();
    }
}

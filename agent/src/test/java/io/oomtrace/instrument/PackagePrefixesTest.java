package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagePrefixesTest {
    @ParameterizedTest
    @ValueSource(strings = {"com.acme", "com.acme.", "com.acme.*", "com.acme.**"})
    void takesInThePackageAndThoseBelowHoweverItIsWritten(String written) {
        PackagePrefixes prefixes = new PackagePrefixes(List.of(written));

        assertThat(prefixes).accepts("com/acme/Cache", "com/acme/Cache$Entry", "com/acme/deep/down/Cache");
        assertThat(prefixes).rejects("com/acmes/Cache", "com/Cache", "org/com/acme/Cache", "com/acm");
    }

    @Test
    void takesInOneClassAndThoseNestedInIt() {
        PackagePrefixes prefixes = new PackagePrefixes(List.of("com.acme.Cache"));

        assertThat(prefixes).accepts("com/acme/Cache", "com/acme/Cache$Entry");
        assertThat(prefixes).rejects("com/acme/Cached", "com/acme/Other");
    }

    @Test
    void oneOfSeveralIsEnough() {
        PackagePrefixes prefixes = new PackagePrefixes(List.of("com.acme", "org.example"));

        assertThat(prefixes).accepts("com/acme/A", "org/example/B");
        assertThat(prefixes).rejects("net/acme/C");
    }

    @Test
    void noneTakesInNothing() {
        assertThat(new PackagePrefixes(List.of())).rejects("com/acme/A", "A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "**", "."})
    void anEmptyNameTakesInNothing(String written) {
        assertThat(new PackagePrefixes(List.of(written))).rejects("com/acme/A", "A");
    }
}

package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NanConstantsTest {
    @ParameterizedTest
    @ValueSource(classes = {Float.class, Double.class, Single.class})
    void findsANanOfEitherType(Class<?> holder) throws IOException {
        assertThat(NanConstants.areIn(classFile(holder))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Numbers.class, String.class, NanConstantsTest.class})
    void otherConstantsAreNone(Class<?> holder) throws IOException {
        assertThat(NanConstants.areIn(classFile(holder))).isFalse();
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        String name = type.getName();
        try (InputStream in = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    static final class Single {
        static final float NAN = Float.NaN;
    }

    static final class Numbers {
        static final float INFINITE = Float.POSITIVE_INFINITY;
        static final double LARGE = 1e300;
        static final long BITS = 0x7ff8_0000_0000_0000L;
        static final int FLOAT_BITS = 0x7fc0_0000;
    }
}

package io.oomtrace.asyncprofiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProfilerLibraryTest {
    @ParameterizedTest
    @EnumSource
    void itsHashIsThatOfWhatTheDependencyHas(ProfilerLibrary library) throws Exception {
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(library.entry())) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(library.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource({"amd64, X64", "x86_64, X64", "aarch64, ARM64"})
    void itIsFoundByProcessor(String architecture, ProfilerLibrary library) throws Exception {
        assertThat(ProfilerLibrary.of("Linux", architecture)).isEqualTo(library);
    }

    @Test
    void thereIsNoneForOthers() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> ProfilerLibrary.of("Linux", "riscv64"))
                .withMessage("async-profiler's library is for Linux on AMD64 and ARM64, and this is Linux on riscv64");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> ProfilerLibrary.of("Mac OS X", "aarch64"))
                .withMessageEndingWith("this is Mac OS X on aarch64");
    }
}

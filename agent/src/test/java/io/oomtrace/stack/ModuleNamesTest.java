package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleNamesTest {
    /** Defines a copy of {@link Empty} with whatever domain it is told. */
    private static final class Loader extends ClassLoader {
        Class<?> define(ProtectionDomain domain) throws Exception {
            try (var in = Empty.class.getResourceAsStream("ModuleNamesTest$Empty.class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(Empty.class.getName(), bytes, 0, bytes.length, domain);
            }
        }
    }

    static final class Empty {}

    @Test
    void aNamedModuleHasItsName() {
        assertThat(ModuleNames.of(String.class)).isEqualTo("java.base");
        assertThat(ModuleNames.of(java.lang.instrument.Instrumentation.class)).isEqualTo("java.instrument");
    }

    @Test
    void aJarOnTheClassPathIsNamedWithoutItsPath() throws Exception {
        assertThat(ModuleNames.of(Test.class)).matches("junit-jupiter-api-[\\d.]+\\.jar");
        assertThat(ModuleNames.of(getClass())).isEqualTo("test-classes");
    }

    @Test
    void whatSaysNothingIsUnknown() throws Exception {
        assertThat(ModuleNames.of(new Loader().define(null))).isEmpty();
        CodeSource nowhere = new CodeSource(null, (Certificate[]) null);
        assertThat(ModuleNames.of(new Loader().define(new ProtectionDomain(nowhere, null))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/app/lib/cache-1.2.jar, cache-1.2.jar",
        "/app/classes/, classes",
        "file:/app.jar!/BOOT-INF/lib/cache-1.2.jar!/, cache-1.2.jar",
        "nested:/app.jar/!BOOT-INF/classes/!/, classes",
        "x, x",
        "/, ''",
        "'', ''"
    })
    void theLastNameOfAPath(String path, String name) {
        assertThat(ModuleNames.lastName(path)).isEqualTo(name);
    }
}

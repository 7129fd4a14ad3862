package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is inside {@code oomtrace.jar}: one class that an application's loader takes for a class, and no service. */
class JarContentsIT {
    @Test
    void onlyPremainIsAClass() {
        assertThat(AgentJar.files())
                .filteredOn(name -> name.endsWith(".class"))
                .contains("io/oomtrace/agent/Premain.class")
                .allMatch(name -> name.matches("io/oomtrace/agent/Premain(\\$\\w+)?\\.class"));
    }

    @Test
    void everyOtherClassIsHiddenAndOursOrRelocated() {
        assertThat(AgentJar.files())
                .filteredOn(name -> name.endsWith(".classdata"))
                .hasSizeGreaterThan(100)
                .allMatch(name -> name.matches("isolated/io/oomtrace/(export|jfr|lib)/.+"));
        assertThat(AgentJar.archived())
                .hasSizeGreaterThan(100)
                .allMatch(name -> name.matches("io/oomtrace/.+\\.class"))
                .contains("io/oomtrace/hook/Allocations.class")
                .noneMatch(name -> name.contains("/Premain"))
                .noneMatch(name -> name.contains("/jfr/"))
                .noneMatch(name -> name.contains("/export/"));
    }

    @Test
    void ofTheLibrariesOnlyWhatIsUsedIsThere() {
        assertThat(AgentJar.files())
                .anyMatch(name -> name.startsWith("isolated/io/oomtrace/lib/jackson/core/"))
                .anyMatch(name -> name.startsWith("isolated/io/oomtrace/lib/prometheus/"))
                .noneMatch(name -> name.matches(".*(?i)(protobuf|prometheusproperties|registry).*"))
                .anyMatch(name -> name.startsWith("isolated/io/oomtrace/lib/quickbuf/"))
                .noneMatch(name -> name.contains("/quickbuf/Json"))
                .noneMatch(name -> name.contains("/databind/"));
    }

    @Test
    void nothingElseIsWhereApplicationsLook() {
        Set<String> tops = Set.of("META-INF", "io", "isolated");
        assertThat(AgentJar.files())
                .allMatch(name -> tops.contains(name.split("/")[0]))
                .noneMatch(name -> name.startsWith("META-INF/services/"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.contains("module-info"))
                .contains("META-INF/LICENSE");
    }

    @Test
    void theManifestNamesTheEntryPointsAndNoBootClassPath() throws IOException {
        try (JarFile jar = new JarFile(Repository.agentJar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.oomtrace.agent.Premain");
            assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.oomtrace.agent.Premain");
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Boot-Class-Path")).isNull(); // it would end class data sharing
        }
    }
}

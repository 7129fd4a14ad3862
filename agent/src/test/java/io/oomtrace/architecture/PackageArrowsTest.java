package io.oomtrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the arrows between packages that docs/structure.md draws. */
class PackageArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.oomtrace");

    @ParameterizedTest(name = "{0} knows only [{1}]")
    @CsvSource({
        "hook, ''",
        "snapshot, ''",
        "instrument, hook",
        "internals, ''",
        "jvmti, hook internals",
        "stack, snapshot",
        "alloc, hook snapshot stack",
        "thread, hook snapshot stack",
        "asyncprofiler, internals snapshot stack",
        "export, snapshot",
        "jfr, snapshot",
        "http, snapshot export",
    })
    void aPackageKnowsOnly(String name, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(name), Stream.of(known.split(" ")).filter(s -> !s.isEmpty()))
                .map(allowedName -> "io.oomtrace." + allowedName + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("io.oomtrace." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.oomtrace..").and(not(resideInAnyPackage(allowed))))
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} needs no library")
    @CsvSource({"hook", "snapshot", "stack", "alloc", "thread", "internals", "jvmti"})
    void aPackageNeedsNoLibrary(String name) {
        noClasses()
                .that()
                .resideInAPackage("io.oomtrace." + name + "..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", "com.sun.management..", "io.oomtrace..")))
                .check(CLASSES);
    }
}

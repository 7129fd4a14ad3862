package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.oomtrace.fork.program.BusyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No class of what runs on application threads is loaded by one of them: the JVM's log has them before the hooks. */
class EagerClassesIT {
    private static final Pattern RECORDING =
            Pattern.compile(" (io\\.oomtrace\\.(alloc|instrument|stack|thread)\\.\\w|io\\.oomtrace\\.lib\\.bytebuddy)");
    private static final Pattern OF_RECORDERS = Pattern.compile("io\\.oomtrace\\.(alloc|stack|thread)\\..+");
    private static final String SNAPSHOT = "io.oomtrace.snapshot.";

    @TempDir
    Path folder;

    @StartedAndAttached
    void whatRecordsTheJvmsSamplesIsLoadedBefore(Launch launch, Jdk jdk) throws IOException {
        loadedBefore(launch, jdk, "jvm");
    }

    @StartedAndAttached
    void whatRecordsForInstrumentedCodeIsLoadedBefore(Launch launch, Jdk jdk) throws IOException {
        loadedBefore(launch, jdk, "instrument");
    }

    private void loadedBefore(Launch launch, Jdk jdk, String engine) throws IOException {
        Path log = folder.resolve("classes.log");
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(BusyService.class)
                .jvmArgs("-Xlog:class+load:file=" + log)
                .agent(launch, "port=0,engine=" + engine);
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            oomtrace.json("/snapshot?format=json");
            oomtrace.json("/threads?format=json");
        }
        List<String> loaded = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.oomtrace.") && !line.contains("$$Lambda"))
                .toList();
        int first = indexOf(loaded, "io.oomtrace.agent.HookProbe ");
        Set<String> snapshots = snapshotClassesOfRecorders();
        Predicate<String> records = line ->
                RECORDING.matcher(line).find() || snapshots.stream().anyMatch(name -> line.contains(" " + name + " "));
        assertThat(loaded.subList(0, first)).anyMatch(records);
        assertThat(loaded.subList(first, loaded.size())).noneMatch(records);
    }

    @Test
    void theJarListsWhatRecordersReferToOfSnapshot() throws IOException {
        assertThat(AgentJar.lines("isolated/eager/recording"))
                .filteredOn(name -> name.startsWith(SNAPSHOT.replace('.', '/')))
                .map(name -> name.replace('/', '.'))
                .containsExactlyInAnyOrderElementsOf(snapshotClassesOfRecorders());
    }

    /** What of the package recorders refer to, themselves or through others of it. */
    private static Set<String> snapshotClassesOfRecorders() {
        Set<String> found = new TreeSet<>();
        Deque<JavaClass> next = new ArrayDeque<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.oomtrace").stream()
                        .filter(one -> OF_RECORDERS.matcher(one.getName()).matches())
                        .forEach(next::add);
        while (!next.isEmpty()) {
            for (Dependency dependency : next.remove().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getName().startsWith(SNAPSHOT) && found.add(target.getName())) {
                    next.add(target);
                }
            }
        }
        return found;
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        throw new AssertionError("no " + part + "in " + lines);
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.BusyService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** No class of what runs on application threads is loaded by one of them: the JVM's log has them before the hooks. */
class EagerClassesIT {
    private static final Pattern RECORDING = Pattern.compile(
            " (io\\.oomtrace\\.(alloc|instrument|snapshot|stack|thread)\\.\\w|io\\.oomtrace\\.lib\\.bytebuddy)");

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
        assertThat(loaded.subList(0, first)).anyMatch(EagerClassesIT::records);
        assertThat(loaded.subList(first, loaded.size())).noneMatch(EagerClassesIT::records);
    }

    private static boolean records(String line) {
        return RECORDING.matcher(line).find();
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

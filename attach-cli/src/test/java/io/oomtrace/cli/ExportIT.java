package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format out of a program that runs the real agent, and out of what was saved of it. */
@Timeout(300)
class ExportIT {
    private static final Path AGENT = Path.of("../agent/target/oomtrace.jar");
    private static final Path INCIDENTS = Path.of("../src-test-apps/incidents/target/incidents.jar");

    /** The line at fault in the program. */
    private static final String CULPRIT = "io.oomtrace.incidents.parse.TextFormat.parseNode";

    @TempDir
    Path folder;

    private Workplace workplace;
    private Process program;

    static List<Jdk> jdks() throws IOException {
        return Jdk.all();
    }

    @BeforeEach
    void fill() throws IOException {
        Assumptions.assumeTrue(Files.exists(AGENT), "the module agent has not been packaged");
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void empty() throws IOException {
        if (program != null) {
            program.destroyForcibly();
        }
        workplace.close();
    }

    private void start(Jdk jdk) throws IOException {
        program = new ProcessBuilder(
                        jdk.java().toString(),
                        "-javaagent:" + AGENT + "=port=0,samples_per_second=2000",
                        "-jar",
                        INCIDENTS.toString(),
                        "parse-at-startup",
                        "--hold-seconds=600")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = program.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = out.readLine();
        }
        assertThat(line).isNotNull();
    }

    private Path export(Object target, String format) throws Exception {
        Path file = folder.resolve(target.toString().replaceAll(".*/", "") + "." + format);
        Cli.of(workplace)
                .run("export", target, "--format=" + format, "-o", file)
                .succeeded();
        return file;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void everyFormatNamesTheCulprit(Jdk jdk) throws Exception {
        start(jdk);
        Path saved = folder.resolve("saved.oomtrace");
        Cli.of(workplace).run("save", program.pid(), saved).succeeded();
        for (Object target : List.of(program.pid(), saved)) {
            assertThat(export(target, "collapsed")).content().contains(CULPRIT + ":");
            // It has only what of a name is not as in the name before.
            assertThat(export(target, "flamegraph"))
                    .content()
                    .startsWith("<!DOCTYPE html>")
                    .contains("Node:");
            assertThat(export(target, "speedscope")).content().contains("speedscope.app", CULPRIT + ":");
            assertThat(export(target, "json")).content().contains("\"top\"", CULPRIT);
            assertThat(export(target, "csv"))
                    .content()
                    .startsWith("rank,line,live_bytes,")
                    .contains(CULPRIT);
            assertThat(RecordingFile.readAllEvents(export(target, "jfr")))
                    .filteredOn(event -> event.getEventType().getName().equals("oomtrace.AllocationSite"))
                    .anyMatch(event -> event.toString().contains("parseNode"));
            assertThat(topOfPprof(export(target, "pprof"))).contains(CULPRIT);
        }
        String csv = Cli.of(workplace)
                .run("export", saved, program.pid(), "--format=csv", "--by=line")
                .succeeded()
                .out();
        assertThat(csv).startsWith("rank,line,live_bytes,live_bytes_error,live_bytes_before,live_bytes_after,");
    }

    private String topOfPprof(Path profile) throws IOException, InterruptedException {
        Process go;
        try {
            go = new ProcessBuilder("go", "tool", "pprof", "-top", "-cum", profile.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            System.out.println("No go (package golang-go) here: exported profiles are not read by go tool pprof");
            return CULPRIT;
        }
        String top = new String(go.getInputStream().readAllBytes());
        assertThat(go.waitFor()).as(top).isZero();
        return top;
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oomtrace.fork.program.Mirror;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness itself, with an agent that prints one line. */
class ForkedJvmTest {
    @TempDir
    Path folder;

    @OnEachJdk
    void separatesStreamsAndReportsTheExitCode(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Mirror.class)
                .args("7")
                .jvmArgs("-Dmirror=yes")
                .start()) {
            jvm.awaitReady();
            jvm.send("hello");
            assertThat(jvm.awaitLine(line -> line.startsWith("stdin "))).isEqualTo("stdin hello");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.code()).isEqualTo(7);
            assertThat(exit.stdout()).containsExactly("ready", "stdin hello", "java " + jdk.feature(), "property yes");
            assertThat(exit.stderr()).containsExactly("an error");
        }
    }

    @OnEachJdk
    void attachesToTheRunningProgram(Jdk jdk) throws IOException {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).main(Mirror.class).args("0").start()) {
            jvm.awaitReady().attach(agent(), "greeting=http://127.0.0.1:1/");
            assertThat(jvm.oomtrace().base()).hasToString("http://127.0.0.1:1/");
            assertThat(jvm.jdkTool("jcmd", "VM.version")).anyMatch(line -> line.contains("JDK " + jdk.feature()));
            assertThat(jvm.awaitExit().foreignStderr()).doesNotContain("oomtrace: greeting=http://127.0.0.1:1/ …");
        }
    }

    @Test
    void aMissingLineFailsWithAllThereWas() {
        try (ForkedJvm jvm =
                ForkedJvm.on(Jdk.running()).main(Mirror.class).args("5").start()) {
            jvm.awaitReady().send("x");
            assertThatThrownBy(() -> jvm.awaitLine("never printed"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("exit code 5")
                    .hasMessageContaining("an error");
        }
    }

    private Path agent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", GreetingAgent.class.getName());
        Path jar = folder.resolve("agent.jar");
        String entry = GreetingAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var in = GreetingAgent.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }

    /** What attaching loads. */
    public static final class GreetingAgent {
        private GreetingAgent() {}

        public static void agentmain(String options) {
            System.err.println("oomtrace: " + options + " …");
        }
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.Onlooker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asked from inside an application, the agent and its libraries are not there: neither by the name they have in the jar
 * nor by the name they had before relocation; and properties and class path are as without the agent.
 *
 * <p>Two things have to be visible: the class the JVM enters the agent by, and the hooks that instrumented code calls.
 */
class VisibilityIT {
    private static final String PREMAIN = "io.oomtrace.agent.Premain";

    private static final List<String> RESOURCES = List.of(
            "META-INF/services/tools.jackson.core.TokenStreamFactory",
            "META-INF/services/tools.jackson.databind.ObjectMapper",
            "META-INF/services/com.fasterxml.jackson.core.JsonFactory",
            "META-INF/services/com.fasterxml.jackson.databind.Module",
            "META-INF/maven/net.bytebuddy/byte-buddy/pom.xml",
            "META-INF/maven/tools.jackson.core/jackson-databind/pom.xml",
            "module-info.class");

    @TempDir
    Path folder;

    @StartedAndAttached
    void theApplicationSeesTheEntryPointAndTheHooksOnly(Launch launch, Jdk jdk) throws IOException {
        Path names = Files.write(folder.resolve("names"), names());
        List<String> without = look(ForkedJvm.on(jdk), names);
        List<String> with = look(ForkedJvm.on(jdk).agent(launch, "port=0"), names);

        assertThat(with).containsAll(without);
        List<String> added = new ArrayList<>(with);
        added.removeAll(without);
        assertThat(added)
                .contains("class " + PREMAIN + " by application")
                .contains("class io.oomtrace.hook.Allocations by application from bootstrap")
                .allMatch(line -> line.startsWith("class " + PREMAIN)
                        || line.matches("resource jar:.*/io/oomtrace/agent/Premain(\\$\\w+)?\\.class by application")
                        || line.matches("class io\\.oomtrace\\.hook\\.\\S+ by \\w+ from bootstrap"))
                .noneMatch(line -> line.startsWith("class " + PREMAIN) && line.contains(" by platform"));
    }

    private static List<String> look(ForkedJvmBuilder declared, Path names) {
        try (ForkedJvm jvm =
                declared.main(Onlooker.class).args(names.toString()).start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            jvm.send("end");
            return jvm.awaitExit().stdout();
        }
    }

    /** Every class in the jar, as class and as resource, by its name there and by those it may have had before. */
    private static List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        RESOURCES.forEach(name -> names.add("resource " + name));
        Stream.concat(AgentJar.files().stream(), AgentJar.archived().stream())
                .filter(name -> name.endsWith(".class") || name.endsWith(".classdata"))
                .map(name -> name.replaceFirst("^isolated/", "").replaceFirst("\\.class(data)?$", ""))
                .flatMap(VisibilityIT::everyNameOf)
                .forEach(name -> {
                    names.add("class " + name.replace('/', '.'));
                    names.add("resource " + name + ".class");
                });
        return List.copyOf(names);
    }

    private static Stream<String> everyNameOf(String name) {
        return Stream.of(
                name,
                name.replace("io/oomtrace/lib/bytebuddy/", "net/bytebuddy/"),
                name.replace("io/oomtrace/lib/jackson/", "tools/jackson/"),
                name.replace("io/oomtrace/lib/jackson/", "com/fasterxml/jackson/"));
    }
}

package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchCommandTest {
    @ParameterizedTest
    @CsvSource({
        "java -Xmx1g -cp a.jar:b com.acme.Main -cp x, com.acme.Main",
        "/opt/jdk/bin/java --add-opens java.base/java.lang=ALL-UNNAMED -jar /srv/app.jar --port 1, /srv/app.jar",
        "java --class-path=a -m com.acme/com.acme.Main, com.acme/com.acme.Main",
        "java -p mods --module com.acme, com.acme",
        "java Hello.java, Hello.java",
        "java @arguments, ''",
        "java -version, ''",
        "java -jar, ''",
        "java, ''",
    })
    void findsTheMain(String command, String main) {
        assertThat(LaunchCommand.parse(List.of(command.split(" "))).main()).isEqualTo(main);
    }

    @Test
    void keepsTheProgramsOwnArgumentsApart() {
        assertThat(LaunchCommand.parse(List.of("java", "-Xmx1g", "com.acme.Main", "-XX:+DisableAttachMechanism"))
                        .options())
                .containsExactly("-Xmx1g");
    }
}

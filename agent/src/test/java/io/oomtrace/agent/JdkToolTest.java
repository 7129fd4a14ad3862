package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolTest {
    private static final String LOADED = "-Xmx1g -javaagent:/opt/oomtrace.jar=port=0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.compiler/com.sun.tools.javac.Main -version",
                "jdk.jcmd/sun.tools.jcmd.JCmd 4711 help",
                "java.base/sun.security.tools.keytool.Main",
                "java.rmi/sun.rmi.registry.RegistryImpl",
                "jdk.jshell.execution.RemoteExecutionControl 40123",
            })
    void knowsAToolByTheModuleOrPackageOfItsMainClass(String command) {
        assertThat(JdkTool.isRunning(LOADED, command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "service.jar", "com.acme.Main jdk.compiler/x", "com.acme/com.acme.Main", "javax.Main a/b"})
    void takesNoProgramForATool(String command) {
        assertThat(JdkTool.isRunning(LOADED, command)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-Xmx1g", "-javaagent:/opt/other.jar"})
    void whoAddsTheAgentToAToolByHandMeansIt(String toolOptions) {
        assertThat(JdkTool.isRunning(toolOptions, "jdk.compiler/com.sun.tools.javac.Main"))
                .isFalse();
        assertThat(JdkTool.isRunning(null, "jdk.compiler/com.sun.tools.javac.Main"))
                .isFalse();
    }
}

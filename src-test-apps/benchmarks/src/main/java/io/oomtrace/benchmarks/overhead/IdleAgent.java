package io.oomtrace.benchmarks.overhead;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** An agent that does nothing: what it costs, every Java agent costs. */
public final class IdleAgent {
    private IdleAgent() {}

    public static void premain(String options) {}

    public static void agentmain(String options) {}

    /** Writes a jar that has nothing else in it, to be deleted when this program ends. */
    public static Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", IdleAgent.class.getName());
        String name = IdleAgent.class.getName().replace('.', '/') + ".class";
        Path jar = Files.createTempFile("idle-agent", ".jar");
        jar.toFile().deleteOnExit();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = IdleAgent.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
        }
        return jar;
    }
}

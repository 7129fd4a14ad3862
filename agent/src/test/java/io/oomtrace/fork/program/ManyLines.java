package io.oomtrace.fork.program;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.tools.ToolProvider;

/**
 * Writes, compiles and loads {@link #CLASSES} classes of {@link #LINES_PER_CLASS} lines, each of which allocates. With each
 * line that it reads, another class keeps one object of each of its lines. Argument: a folder for the classes.
 */
public final class ManyLines {
    public static final int CLASSES = 50;
    public static final int LINES_PER_CLASS = 1000;
    public static final int BYTES = 4096;

    private static final String PACKAGE = "generated";
    private static final List<byte[]> KEPT = new ArrayList<>();

    private ManyLines() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        compile(folder);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Cue.await("ready");
            for (int number = 0; number < CLASSES; number++) {
                @SuppressWarnings("unchecked")
                IntFunction<byte[]> lines = (IntFunction<byte[]>) loader.loadClass(PACKAGE + ".Lines" + number)
                        .getDeclaredConstructor()
                        .newInstance();
                for (int line = 0; line < LINES_PER_CLASS; line++) {
                    KEPT.add(lines.apply(line));
                }
                Cue.await("held " + KEPT.size());
            }
        }
    }

    private static void compile(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("-d", folder.toString()));
        for (int number = 0; number < CLASSES; number++) {
            command.add(Files.writeString(folder.resolve("Lines" + number + ".java"), source(number))
                    .toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(new String[0])) != 0) {
            throw new IllegalStateException("The classes do not compile.");
        }
    }

    private static String source(int number) {
        StringBuilder source = new StringBuilder("package " + PACKAGE + ";\npublic final class Lines" + number
                + " implements java.util.function.IntFunction<byte[]> {\n"
                + "public byte[] apply(int line) { switch (line) {\n");
        for (int line = 0; line < LINES_PER_CLASS; line++) {
            source.append("case ")
                    .append(line)
                    .append(": return new byte[")
                    .append(BYTES)
                    .append("];\n");
        }
        return source.append("default: throw new IllegalArgumentException(); } } }\n")
                .toString();
    }
}

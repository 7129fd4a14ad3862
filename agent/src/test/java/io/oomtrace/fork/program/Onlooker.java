package io.oomtrace.fork.program;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Prints what an application can see: its properties, and which of the classes and resources named in the file given
 * ({@code class NAME} or {@code resource NAME}, one a line) its class loaders find.
 */
public final class Onlooker {
    private Onlooker() {}

    public static void main(String[] args) throws IOException {
        Cue.await("ready");
        Properties properties = System.getProperties();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            System.out.println(
                    "property " + name + "=" + properties.getProperty(name).replace("\n", "\\n"));
        }
        ClassLoader application = Onlooker.class.getClassLoader();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] words = line.split(" ");
            look(words[0], words[1], "application", application);
            look(words[0], words[1], "platform", application.getParent());
        }
        Cue.await("done");
    }

    private static void look(String kind, String name, String by, ClassLoader loader) throws IOException {
        if (kind.equals("class")) {
            try {
                ClassLoader found = Class.forName(name, false, loader).getClassLoader();
                System.out.println("class " + name + " by " + by + (found == null ? " from bootstrap" : ""));
            } catch (ClassNotFoundException | LinkageError e) {
                // Not visible.
            }
        } else {
            List<URL> urls = Collections.list(loader.getResources(name));
            for (URL url : urls) {
                System.out.println("resource " + url + " by " + by);
            }
        }
    }
}

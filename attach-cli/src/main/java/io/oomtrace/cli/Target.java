package io.oomtrace.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a command is to talk to, as the user named it. */
sealed interface Target {
    /** Of a file that has a snapshot in it. */
    String FILE_ENDING = ".oomtrace";

    /** A running program. */
    sealed interface Running extends Target {}

    /** A process of this machine. */
    record Pid(long pid) implements Running {}

    /** An endpoint, of any machine; ends in a slash. */
    record Url(URI url) implements Running {}

    /** What was saved of a program. */
    record Saved(Path file) implements Target {}

    /** {@code 4711}, {@code http://host:port/} or {@code host:port}. */
    final class RunningConverter implements ITypeConverter<Running> {
        @Override
        public Running convert(String text) {
            Running running = runningOrNull(text);
            if (running == null) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a pid nor a URL such as http://127.0.0.1:9666/");
            }
            return running;
        }
    }

    /** As {@link RunningConverter}, or a file: one that is there, or has a slash or {@value #FILE_ENDING} in its name. */
    final class Converter implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            Running running = runningOrNull(text);
            if (running != null) {
                return running;
            }
            try {
                Path file = Path.of(text);
                boolean named = !text.contains("://") && text.contains("/") || text.endsWith(FILE_ENDING);
                if (named || Files.exists(file)) {
                    return new Saved(file);
                }
            } catch (InvalidPathException e) {
                // Then it is no file.
            }
            throw new TypeConversionException("'" + text
                    + "' is neither a pid, nor a URL such as http://127.0.0.1:9666/, nor a file that is there");
        }
    }

    private static Running runningOrNull(String text) {
        if (text.matches("[1-9]\\d{0,17}")) {
            return new Pid(Long.parseLong(text));
        }
        String url = text.matches("[A-Za-z0-9.-]+:\\d+/?") ? "http://" + text : text;
        if (url.matches("https?://.+")) {
            try {
                URI uri = new URI(url.endsWith("/") ? url : url + "/");
                return uri.getHost() != null && uri.getQuery() == null ? new Url(uri) : null;
            } catch (URISyntaxException e) {
                return null;
            }
        }
        return null;
    }
}

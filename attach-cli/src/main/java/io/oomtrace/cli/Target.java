package io.oomtrace.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a command is to talk to, as the user named it. */
sealed interface Target {
    /** A process of this machine. */
    record Pid(long pid) implements Target {}

    /** An endpoint, of any machine; ends in a slash. */
    record Url(URI url) implements Target {}

    /** {@code 4711}, {@code http://host:port/} or {@code host:port}. */
    final class Converter implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            if (text.matches("[1-9]\\d{0,17}")) {
                return new Pid(Long.parseLong(text));
            }
            String url = text.matches("[A-Za-z0-9.-]+:\\d+/?") ? "http://" + text : text;
            if (url.matches("https?://.+")) {
                try {
                    URI uri = new URI(url.endsWith("/") ? url : url + "/");
                    if (uri.getHost() != null && uri.getQuery() == null) {
                        return new Url(uri);
                    }
                } catch (URISyntaxException e) {
                    throw wrong(text);
                }
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException(
                    "'" + text + "' is neither a pid nor a URL such as" + " http://127.0.0.1:9666/");
        }
    }
}

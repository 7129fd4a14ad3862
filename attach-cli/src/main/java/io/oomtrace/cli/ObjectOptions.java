package io.oomtrace.cli;

import io.oomtrace.cli.http.Endpoint;
import io.oomtrace.cli.http.Query;
import io.oomtrace.export.Format;
import picocli.CommandLine.Option;

/** How to print what is not a table: as lines, or as JSON. */
final class ObjectOptions {
    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    /** Asks, and prints what is answered. */
    int print(EndpointOptions endpoint, String method, String path, Query query) {
        return print(endpoint.endpoint(), method, path, query);
    }

    /** Asks, and prints what is answered. */
    int print(Endpoint endpoint, String method, String path, Query query) {
        return print(endpoint.send(
                method, path, query.with("format", format().label()), json ? "application/json" : "text/plain"));
    }

    Format format() {
        return json ? Format.JSON : Format.TEXT;
    }

    int print(byte[] answer) {
        return StandardOutput.print(answer);
    }
}

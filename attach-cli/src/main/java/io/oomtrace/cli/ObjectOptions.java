package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import picocli.CommandLine.Option;

/** How to print what is not a table: as lines, or as JSON. */
final class ObjectOptions {
    @Option(names = "--json", description = "Print JSON instead of text.")
    boolean json;

    /** Asks, and prints what is answered. */
    int print(EndpointOptions endpoint, String method, String path, Query query) {
        String format = json ? "json" : "text";
        byte[] answer = endpoint.endpoint()
                .send(method, path, query.with("format", format), json ? "application/json" : "text/plain");
        System.out.writeBytes(answer);
        System.out.flush();
        return 0;
    }
}

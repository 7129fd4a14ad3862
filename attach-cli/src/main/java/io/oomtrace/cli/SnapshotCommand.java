package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace snapshot}. */
@Command(name = "snapshot", description = "Prints which lines hold the memory, biggest first.")
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        byte[] body = endpoint.endpoint().get("snapshot", query.query(), query.accept());
        System.out.writeBytes(body);
        System.out.flush();
        return 0;
    }
}

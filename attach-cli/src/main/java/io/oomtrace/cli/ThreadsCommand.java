package io.oomtrace.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oomtrace threads}. */
@Command(name = "threads", description = "Prints which lines start threads and create executors, busiest first.")
final class ThreadsCommand implements Callable<Integer> {
    @Mixin
    EndpointOptions endpoint;

    @Mixin
    QueryOptions query;

    @Override
    public Integer call() {
        byte[] body = endpoint.endpoint().get("threads", query.query(), query.accept());
        System.out.writeBytes(body);
        System.out.flush();
        return 0;
    }
}

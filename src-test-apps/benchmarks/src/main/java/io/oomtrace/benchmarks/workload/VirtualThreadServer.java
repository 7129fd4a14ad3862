package io.oomtrace.benchmarks.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;

/** A virtual thread for each request, which hands its body to another and waits for the answer. JDK 21 and newer. */
final class VirtualThreadServer implements Workload {
    private static final int REQUESTS = 20_000;

    private final ExecutorService threads;

    VirtualThreadServer() throws ReflectiveOperationException {
        threads = (ExecutorService) Executors.class // compiled for 17
                .getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
    }

    @Override
    public long iterate() throws ExecutionException, InterruptedException {
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String request = "GET /orders/" + i + "?verbose=" + i % 2 + "&page=" + i % 7;
            answers.add(threads.submit(() -> answer(request)));
        }
        long sum = 0;
        for (Future<Integer> answer : answers) {
            sum += answer.get();
        }
        return sum;
    }

    private int answer(String request) throws InterruptedException, ExecutionException {
        SynchronousQueue<Map<String, String>> parsed = new SynchronousQueue<>();
        Future<?> backend = threads.submit(() -> {
            parsed.put(parse(request));
            return null;
        });
        StringBuilder body = new StringBuilder();
        parsed.take()
                .forEach((key, value) ->
                        body.append(key).append('=').append(value).append(';'));
        backend.get();
        return body.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, String> parse(String request) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : request.substring(request.indexOf('?') + 1).split("&")) {
            String[] both = pair.split("=");
            parameters.put(both[0], both[1]);
        }
        return parameters;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

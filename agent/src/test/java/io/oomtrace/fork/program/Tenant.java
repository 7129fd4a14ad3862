package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What an application server would load and drop: keeps objects in a static field, runs an executor and threads. */
public final class Tenant {
    private static final Map<Integer, Session> SESSIONS = new HashMap<>();

    private Tenant() {}

    /** Serves so many requests, most of which leave garbage only. */
    public static int serve(int requests) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2, task -> new Thread(task, "tenant"));
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int part = 0; part < 4; part++) {
                answers.add(pool.submit(() -> answer(requests / 4)));
            }
            int sum = 0;
            for (Future<Integer> answer : answers) {
                sum += answer.get();
            }
            return sum;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static int answer(int requests) {
        int sum = 0;
        for (int i = 0; i < requests; i++) {
            Session session = new Session(new Object[10], new byte[1_000]); // site: tenant
            if (i % 1_000 == 0) {
                synchronized (SESSIONS) {
                    SESSIONS.put(i, session);
                }
            }
            sum += session.content().length + session.attributes().length;
        }
        return sum;
    }

    private record Session(Object[] attributes, byte[] content) {}
}

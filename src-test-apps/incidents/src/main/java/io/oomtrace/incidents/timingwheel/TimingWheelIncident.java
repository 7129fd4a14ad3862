package io.oomtrace.incidents.timingwheel;

import io.oomtrace.incidents.Arguments;
import io.oomtrace.incidents.Hold;
import io.oomtrace.incidents.Incident;
import io.oomtrace.incidents.LocalServer;
import io.oomtrace.incidents.Option;
import java.util.List;

/** The consumer that started a timing wheel for every request and stopped none. */
public final class TimingWheelIncident implements Incident {
    private static final Option<Integer> REQUESTS =
            Option.integer("requests", 300, 1, 1_000_000, "requests before the ready line; 20000 in the report");
    private static final Option<Integer> PER_SECOND =
            Option.integer("per-second", 200, 1, 1_000_000, "requests per second; over 20000 in the report");
    private static final Option<Integer> BODY_KB =
            Option.integer("body-kb", 4, 0, 10_000, "KB each request leaves in its cache; about 75 in the report");
    private static final Option<Integer> TTL_SECONDS = Option.integer(
            "ttl-seconds", 3600, 1, 1_000_000, "seconds until an entry expires, on the cache's executor");
    private static final Option<Integer> PORT =
            Option.integer("port", 0, 0, 65535, "HTTP port on 127.0.0.1, 0 for any free one");
    private static final Option<Boolean> FIXED = Option.flag("fixed", "one shared cache, the fix of the report");

    @Override
    public String name() {
        return "timing-wheel";
    }

    @Override
    public String summary() {
        return "Twenty thousand threads in a second: a cache per request, each with a timing wheel nobody stops.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(REQUESTS, PER_SECOND, BODY_KB, TTL_SECONDS, PORT, FIXED);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "POST /requests handles as many requests again; GET / tells how many were handled.",
                "As in the report: java -Xmx2g -jar incidents.jar timing-wheel --requests=20000 --per-second=20000 \\",
                "    --body-kb=75",
                "(needs a limit of threads and of memory maps above 20000 and 40000: ulimit -u, vm.max_map_count).");
    }

    @Override
    public void run(Arguments arguments, Hold hold) throws InterruptedException {
        int requests = arguments.get(REQUESTS);
        Consumer consumer =
                new Consumer(handler(arguments), arguments.get(PER_SECOND), arguments.get(BODY_KB) * 1024, hold);
        LocalServer server = LocalServer.bind(arguments.get(PORT))
                .route("GET", "/", exchange -> "handled=" + consumer.handled())
                .route("POST", "/requests", exchange -> {
                    consumer.consume(requests);
                    return "handled=" + consumer.handled();
                })
                .start();
        consumer.consume(requests);
        hold.ready(this, "port=" + server.port() + " handled=" + consumer.handled());
        hold.await();
    }

    private static Handler handler(Arguments arguments) {
        int ttlSeconds = arguments.get(TTL_SECONDS);
        return arguments.get(FIXED)
                ? new SharedCacheHandler(new TimingWheelCache(ttlSeconds))
                : new RequestHandler(ttlSeconds);
    }
}

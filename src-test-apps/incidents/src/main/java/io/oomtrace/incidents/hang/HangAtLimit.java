package io.oomtrace.incidents.hang;

import io.oomtrace.incidents.Arguments;
import io.oomtrace.incidents.Hold;
import io.oomtrace.incidents.Incident;
import io.oomtrace.incidents.LocalServer;
import io.oomtrace.incidents.Option;
import java.util.List;

/** The service that hung at a cgroup limit whose OOM killer was switched off; begins on a request. */
public final class HangAtLimit implements Incident {
    private static final Option<Integer> PORT =
            Option.integer("port", 6060, 0, 65535, "HTTP port on 127.0.0.1, 0 for any free one; 6060 in the report");
    private static final Option<Integer> TOTAL_MB =
            Option.integer("total-mb", 80, 1, 2000, "MB of 4 KB blocks; 800 in the report");
    private static final Option<Integer> PERIOD_MS =
            Option.integer("period-ms", 1000, 1, 60_000, "milliseconds between two rounds; 1000 in the report");

    @Override
    public String name() {
        return "hang-at-limit";
    }

    @Override
    public String summary() {
        return "Not killed, hung: a service fills and frees blocks close to its cgroup's limit.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PORT, TOTAL_MB, PERIOD_MS);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "GET /start begins; GET / tells how many blocks are present.",
                "As in the report, in a cgroup of 1 GB with its OOM killer off (memory.oom_control = 1):",
                "  java -Xmx2g -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=6061 \\",
                "       -jar incidents.jar hang-at-limit --total-mb=800",
                "The debug port 6061 is an argument of the JVM, not of this program.");
    }

    @Override
    public void run(Arguments arguments, Hold hold) throws InterruptedException {
        Blocks blocks = new Blocks(arguments.get(TOTAL_MB));
        Churn churn = new Churn(blocks, arguments.get(PERIOD_MS), hold);
        LocalServer server = LocalServer.bind(arguments.get(PORT))
                .route("GET", "/", exchange -> "started=" + churn.started() + " " + churn.state())
                .route("GET", "/start", exchange -> churn.start() ? "started" : "already started")
                .start();
        hold.ready(this, "port=" + server.port() + " blocks=" + blocks.total());
        hold.await();
    }
}

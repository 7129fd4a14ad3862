package io.oomtrace.incidents.parse;

import io.oomtrace.incidents.Arguments;
import io.oomtrace.incidents.Hold;
import io.oomtrace.incidents.Incident;
import io.oomtrace.incidents.LocalServer;
import io.oomtrace.incidents.Option;
import java.util.List;

/** The web backend whose memory climbed right after start. */
public final class ParseAtStartup implements Incident {
    private static final Option<Double> SCALE = Option.positive(
            "scale", 1.0, 20, "times 60 MB of parsed tree, 30 MB of models, 3 MB of phrases; about 2 in the report");
    private static final Option<Integer> PORT =
            Option.integer("port", 0, 0, 65535, "HTTP port on 127.0.0.1, 0 for any free one");

    @Override
    public String name() {
        return "parse-at-startup";
    }

    @Override
    public String summary() {
        return "Which line? A web backend parses its data at start and keeps it.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SCALE, PORT);
    }

    @Override
    public List<String> notes() {
        return List.of(
                "GET / tells what is loaded; POST /reload loads all of it again and drops the old, for a tool that",
                "was attached after the start. Its files, 70 MB times the scale, are written to java.io.tmpdir and",
                "deleted once they are read.",
                "As in the report: java -Xmx1g -jar incidents.jar parse-at-startup --scale=2");
    }

    @Override
    public void run(Arguments arguments, Hold hold) throws Exception {
        Backend backend = new Backend(arguments.get(SCALE));
        backend.load();
        LocalServer server = LocalServer.bind(arguments.get(PORT))
                .route("GET", "/", exchange -> backend.page())
                .route("POST", "/reload", exchange -> {
                    backend.load();
                    return "reloaded";
                })
                .start();
        hold.ready(this, "port=" + server.port());
        hold.await();
    }
}

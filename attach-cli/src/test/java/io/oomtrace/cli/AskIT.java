package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code snapshot} and {@code threads} against the endpoint of a stand-in agent. */
class AskIT {
    @TempDir
    static Path folder;

    private static Workplace workplace;
    private static IdleJvm target;
    private static String url;

    @BeforeAll
    static void attach() throws Exception {
        workplace = Workplace.in(folder);
        target = IdleJvm.start(workplace, Jdk.running());
        url = Cli.of(workplace)
                .run("attach", target.pid(), "token=geheim")
                .succeeded()
                .out()
                .strip()
                .replaceFirst(".* ", "");
    }

    @AfterAll
    static void end() throws IOException {
        target.close();
        workplace.close();
    }

    private static Cli cli() {
        return Cli.of(workplace).with("OOMTRACE_TOKEN", "geheim");
    }

    @Test
    void asksInTheWordsOfHttp() throws Exception {
        Cli.Result result = cli().run(
                        "snapshot",
                        target.pid(),
                        "--by=line",
                        "--sort=live_bytes",
                        "--limit=5",
                        "--include=com.acme.**",
                        "--exclude=com.acme.Main$*",
                        "--frame=leaf");

        assertThat(result.succeeded().out())
                .isEqualTo("GET /snapshot by=line&sort=live_bytes&limit=5&include=com.acme.**"
                        + "&exclude=com.acme.Main%24*&frame=leaf&format=text text/plain größer\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void asksByUrlAndForFormats() throws Exception {
        assertThat(cli().run("threads", url, "--json").succeeded().out())
                .isEqualTo("GET /threads format=json application/json größer\n");
        assertThat(cli().run("threads", url.replaceAll("http://|/$", ""), "--format=csv")
                        .succeeded()
                        .out())
                .isEqualTo("GET /threads format=csv text/csv größer\n");
        assertThat(Cli.of(workplace)
                        .run("snapshot", url, "--format=collapsed", "--token=geheim")
                        .succeeded()
                        .out())
                .isEqualTo("GET /snapshot format=collapsed text/plain größer\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    snapshot --kept=a --by=file     | GET /snapshots/a by=file&format=text text/plain
                    threads --seconds=1             | GET /threads format=text&seconds=1 text/plain
                    threads --kept=a --json         | GET /snapshots/a/threads format=json application/json
                    growth --by=type --seconds=60   | GET /growth by=type&format=text&seconds=60 text/plain
                    histogram --live --limit=5      | GET /histogram limit=5&live=true&format=text text/plain
                    largest --min=64k --limit=3     | GET /largest min=64k&limit=3&format=text text/plain
                    holders --yes --type=byte[]     | POST /holders seconds=60&pause=10&type=byte%5B%5D&confirm=true&format=text text/plain
                    profile --event=wall --seconds=5 | GET /profile format=text&event=wall&seconds=5 text/plain
                    native --by=traceback --limit=3 | GET /native by=traceback&limit=3&format=text text/plain
                    diff --from=a --limit=3         | GET /diff limit=3&format=text&from=a text/plain
                    diff --ago=60                   | GET /diff format=text&ago=60 text/plain
                    diff --from=a --to=b --threads  | GET /diff/threads format=text&from=a&to=b text/plain
                    keep a                          | POST /snapshots name=a&format=text text/plain
                    histogram --since=a             | GET /histogram since=a&format=text text/plain
                    keep a --histogram              | POST /snapshots name=a&histogram=true&format=text text/plain
                    keep --json                     | POST /snapshots format=json application/json
                    kept                            | GET /snapshots format=text text/plain
                    drop a                          | DELETE /snapshots/a format=text text/plain
                    status --json                   | GET /status format=json application/json
                    gc                              | POST /gc format=text text/plain
                    depth 128                       | POST /depth frames=128&format=text text/plain
                    recording off                   | POST /stop format=text text/plain
                    recording on                    | POST /start format=text text/plain
                    recording reset                 | POST /reset format=text text/plain
                    recording reset-peak            | POST /reset_peak format=text text/plain
                    exact                           | GET /exact format=text text/plain
                    exact com.acme.** --json        | POST /exact class=com.acme.**&format=json application/json
                    exact a.B --method=put --off    | DELETE /exact class=a.B&method=put&format=text text/plain
                    lines com.acme.Cache$Entry      | GET /lines class=com.acme.Cache%24Entry&format=text text/plain
                    """)
    void everyVerbHasItsPath(String words, String request) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.add(1, target.pid() + "");
        assertThat(cli().run(arguments.toArray()).succeeded().out()).isEqualTo(request + " größer\n");
    }

    @Test
    void passesOnTheServersSentence() throws Exception {
        cli().run("snapshot", target.pid(), "--by=colour").failedWith("by=colour is unknown; use line or file");
    }

    @Test
    void saysWhatHoldersCostBeforeItBegins() throws Exception {
        cli().run("holders", target.pid(), "--seconds=5")
                .failedWith("nothing was done: GET /holders seconds=5&pause=10&format=text text/plain größer;"
                        + " give --yes if the program can bear that");
    }

    @Test
    void needsTheToken() throws Exception {
        Cli.of(workplace)
                .run("snapshot", target.pid())
                .failedWith("cannot read " + url + "snapshot: it asks for a token;"
                        + " give the one the agent was started with as --token or in OOMTRACE_TOKEN");
        Cli.of(workplace)
                .run("snapshot", target.pid(), "--token=false")
                .failedWith("cannot read " + url + "snapshot: it does not accept this token;"
                        + " give the one the agent was started with as --token or in OOMTRACE_TOKEN");
    }

    @Test
    void needsAnAgent() throws Exception {
        try (IdleJvm other = IdleJvm.start(workplace, Jdk.running())) {
            cli().run("threads", other.pid())
                    .failedWith("cannot read from " + other.pid() + ": it does not run oomtrace; run 'oomtrace attach "
                            + other.pid() + "' first");
        }
    }

    @Test
    void nothingAnswers() throws Exception {
        String closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
        cli().run("snapshot", closed)
                .failedWith("cannot read " + closed + "snapshot: nothing answers there;"
                        + " run 'oomtrace list' for the JVMs that run oomtrace and their URLs");
    }

    @Test
    void somethingElseAnswers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "<html>Not here".getBytes(UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String stranger = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            cli().run("snapshot", stranger)
                    .failedWith("cannot read " + stranger + "snapshot: it answered with status 404 and no reason;"
                            + " see that the URL is that of oomtrace");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyAnswersInTime() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            cli().run("snapshot", url, "--timeout=1")
                    .failedWith("cannot read " + url + "snapshot: it did not answer within 1 s;"
                            + " see whether the process hangs, or give it a longer --timeout");
        }
    }
}

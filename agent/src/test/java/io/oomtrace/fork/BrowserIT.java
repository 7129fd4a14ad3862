package io.oomtrace.fork;

import static io.oomtrace.fork.program.Hoarder.LENGTH;
import static io.oomtrace.fork.program.Hoarder.MORE;
import static io.oomtrace.fork.program.Hoarder.STEADY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.Hoarder;
import io.oomtrace.fork.program.KnownThreads;
import io.oomtrace.fork.program.KnownWork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What viewers show of a program whose memory and threads are known. */
class BrowserIT {
    private static final Path SOURCES = Repository.file("agent/src/test/java/io/oomtrace/fork/program");
    private static final Path SCREENSHOTS = Repository.file("agent/target/browser");

    private static final String STEADY_LINE = line("Hoarder", "site: steady");
    private static final String MORE_LINE = line("Hoarder", "site: more");

    @TempDir
    Path folder;

    private Browser browser;

    private static String line(String program, String marker) {
        int number =
                SourceLine.marked(SOURCES.resolve(program + ".java"), marker).number();
        return "io.oomtrace.fork.program." + program + "." + method(marker) + ":" + number;
    }

    private static String method(String marker) {
        return marker.equals("site: living threads") ? "livingThreads" : "main";
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.start(folder.resolve("browser"));
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static ForkedJvm hoarder(Jdk jdk) {
        ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Hoarder.class)
                .jvmArgs("-Xmx512m")
                .agent(Launch.STARTED, "port=0,interval=64k,samples_per_second=10000")
                .start();
        jvm.awaitReady().send("go");
        jvm.awaitLine("holding " + STEADY);
        return jvm;
    }

    private static void keep(Endpoint oomtrace, String name) {
        oomtrace.post("/gc");
        oomtrace.post("/snapshots?name=" + name);
    }

    private static void grow(ForkedJvm jvm) {
        jvm.send("more");
        jvm.awaitLine("holding " + (STEADY + MORE));
    }

    @OnEachJdk
    void aFlameGraphIsDrawnSearchedAndZoomed(Jdk jdk) {
        try (ForkedJvm jvm = hoarder(jdk)) {
            grow(jvm);
            Endpoint oomtrace = jvm.oomtrace();
            keep(oomtrace, "a");
            JsonNode table = oomtrace.json("/snapshots/a?by=line&format=json");
            JsonNode top = table.at("/top/0");
            String url = oomtrace.base() + "snapshots/a?format=flamegraph";
            BrowserPage page = browser.open(URI.create(url));

            assertThat(page.text("document.title")).startsWith("live_bytes ").contains(" ± ", " MiB, 20");
            assertThat(page.text("document.querySelector('h1').textContent")).isEqualTo(page.text("document.title"));
            assertThat(page.value("levels[0][0].width").asLong())
                    .isEqualTo(table.at("/total/live_bytes").asLong());
            isDrawnInItsColour(page, frame(page, MORE_LINE));

            page.moveTo(x(page, MORE_LINE), y(page, MORE_LINE));
            assertThat(page.text("document.getElementById('status').textContent"))
                    .startsWith("Function: " + MORE_LINE + "\n(")
                    .contains(mib(top.at("/live_bytes")) + " ± " + mib(top.at("/live_bytes_error")) + " MiB, ");

            double share = top.at("/live_bytes").asDouble()
                    / table.at("/total/live_bytes").asDouble();
            page.willAnswer("Hoarder.main:" + MORE_LINE.replaceFirst(".*:", ""));
            page.click("#search");
            page.await("document.getElementById('match').style.display === 'inline-block'");
            assertThat(page.text("document.getElementById('matchval').textContent"))
                    .isEqualTo(String.format(Locale.ROOT, "%.2f%%", 100 * share));
            assertThat(page.text("pixel(" + frame(page, MORE_LINE) + ")")).isEqualTo("#ee00ee");
            assertThat(page.text("pixel(" + frame(page, STEADY_LINE) + ")")).isNotEqualTo("#ee00ee");

            page.click(x(page, MORE_LINE), y(page, MORE_LINE));
            assertThat(page.text("root.title")).isEqualTo(MORE_LINE);
            assertThat(page.value("Math.round(root.width * px) === canvasWidth").asBoolean())
                    .isTrue();
            page.screenshot(SCREENSHOTS.resolve("zoomed-" + jdk.feature() + ".png"));
            page.type("0");
            assertThat(page.text("root.title")).isEqualTo("all");

            page.controlClick(x(page, MORE_LINE), y(page, MORE_LINE));
            assertThat(page.value("levels[0][0].width").asLong())
                    .isEqualTo(table.at("/total/live_bytes").asLong()
                            - top.at("/live_bytes").asLong());
            assertThat(page.text("levels[0][0].details")).endsWith(" MiB without what was removed");

            assertThat(page.complaints()).isEmpty();
            assertThat(page.requests()).containsOnly(url);
        }
    }

    /** A value of bytes as pages have it. */
    private static String mib(JsonNode bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes.asDouble() / (1 << 20));
    }

    /** An expression for the frame of that title. */
    private static String frame(BrowserPage page, String title) {
        page.value("pixel = f => '#' + [...c.getImageData("
                + "((f.left - root.left + f.width / 2) * px) * (devicePixelRatio || 1),"
                + "(canvasHeight - (f.level + 1) * 16 + 1) * (devicePixelRatio || 1), 1, 1).data].slice(0, 3)"
                + ".map(v => v.toString(16).padStart(2, '0')).join(''), 0");
        return "levels.flat().find(f => f.title === '" + title + "')";
    }

    private static double x(BrowserPage page, String title) {
        return page.value("(f => canvas.getBoundingClientRect().x + (Math.max(f.left - root.left, 0)"
                        + " + Math.min(f.width, root.width) / 2) * px)(" + frame(page, title) + ")")
                .asDouble();
    }

    private static double y(BrowserPage page, String title) {
        return page.value("(f => canvas.getBoundingClientRect().y + canvasHeight - (f.level + 1) * 16 + 8)("
                        + frame(page, title) + ")")
                .asDouble();
    }

    private static void isDrawnInItsColour(BrowserPage page, String frame) {
        assertThat(page.text("pixel(" + frame + ")")).isEqualTo(page.text(frame + ".color"));
    }

    @OnEachJdk
    void whatCameIsRedAndWhatWentIsBlue(Jdk jdk) {
        try (ForkedJvm jvm = hoarder(jdk)) {
            Endpoint oomtrace = jvm.oomtrace();
            keep(oomtrace, "before");
            grow(jvm);
            keep(oomtrace, "after");

            BrowserPage came =
                    browser.open(URI.create(oomtrace.base() + "diff?from=before&to=after&format=flamegraph"));
            assertThat(came.text("document.title")).startsWith("change of live_bytes +");
            assertThat(came.text("pixel(" + frame(came, MORE_LINE) + ")")).isEqualTo("#ff6e6e");
            assertThat(came.text("pixel(" + frame(came, STEADY_LINE) + ")")).isEqualTo("#e0e0e0");
            came.moveTo(x(came, MORE_LINE), y(came, MORE_LINE));
            assertThat(came.text("document.getElementById('status').textContent"))
                    .contains("(+", " MiB: 0 B before, ", " MiB after, ");
            assertThat(came.value(frame(came, MORE_LINE) + ".after").asDouble())
                    .isCloseTo(MORE * (16.0 + LENGTH), within(MORE * LENGTH / 4.0));
            came.click("#info");
            assertThat(came.text("document.getElementById('legend').innerText"))
                    .contains("Came", "Went", "Matches regexp")
                    .doesNotContain("Kernel");
            came.screenshot(SCREENSHOTS.resolve("came-" + jdk.feature() + ".png"));

            BrowserPage went =
                    browser.open(URI.create(oomtrace.base() + "diff?from=after&to=before&format=flamegraph"));
            assertThat(went.text("pixel(" + frame(went, MORE_LINE) + ")")).isEqualTo("#6e6eff");
            assertThat(went.value("levels[0][0].width").asLong())
                    .isEqualTo(came.value("levels[0][0].width").asLong());
            assertThat(came.complaints()).isEmpty();
        }
    }

    @OnEachJdk
    void threadStartsAreDrawn(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(KnownThreads.class)
                .jvmArgs(KnownThreads.ONE_CARRIER)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            BrowserPage page =
                    browser.open(URI.create(jvm.oomtrace().base() + "threads?sort=threads_started&format=flamegraph"));
            String line = line("KnownThreads", "site: living threads");
            page.moveTo(x(page, line), y(page, line));
            assertThat(page.text("document.getElementById('status').textContent"))
                    .contains(line + "\n(" + KnownThreads.LIVING_THREADS + ", ");
            page.screenshot(SCREENSHOTS.resolve("threads-" + jdk.feature() + ".png"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @OnEachJdk
    void timesAreDrawn(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(KnownWork.class)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            jvm.awaitReady();
            BrowserPage page =
                    browser.open(URI.create(jvm.oomtrace().base() + "profile?event=cpu&seconds=3&format=flamegraph"));
            assertThat(page.text("document.title")).matches("time [\\d.]+ ± [\\d.]+ s, .*");
            String hot = "levels.flat().find(f => f.title.startsWith('" + KnownWork.class.getName() + ".hot'))";
            assertThat(page.text(hot + ".details")).matches("[\\d.]+ ± [\\d.]+ s");
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** What {@code go tool pprof -http} serves of a URL of ours. */
    @OnEachJdk
    void pprofShowsItsPages(Jdk jdk) {
        try (ForkedJvm jvm = hoarder(jdk)) {
            grow(jvm);
            String profile = jvm.oomtrace().base() + "debug/pprof/heap?gc=1";
            try (GoPprof.Pages pages = GoPprof.in(folder).serve(profile)) {
                for (String view : pages.graphviz() ? List.of("", "top", "flamegraph") : List.of("top", "flamegraph")) {
                    BrowserPage page = browser.open(URI.create(pages.url() + "ui/" + view + "?si=inuse_space"));
                    page.await("document.body.innerText.includes('inuse_space')");
                    page.await("document.body.textContent.includes('Hoarder')");
                    page.screenshot(SCREENSHOTS.resolve("pprof-" + view + "-" + jdk.feature() + ".png"));
                    assertThat(page.complaints()).isEmpty();
                }
            }
        }
    }

    /** As the command of speedscope opens files: by a script beside its page. */
    @OnEachJdk
    void speedscopeShowsItsFiles(Jdk jdk) throws IOException {
        Path viewer = Repository.file("agent/target/npm/node_modules/speedscope/dist/release/index.html");
        if (!Files.exists(viewer)) {
            String reason =
                    "No speedscope in agent/target/npm (npm install --prefix agent/target/npm speedscope@1.25.0):"
                            + " its files are not opened";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        try (ForkedJvm jvm = hoarder(jdk)) {
            grow(jvm);
            Endpoint oomtrace = jvm.oomtrace();
            keep(oomtrace, "a");
            String profile = Base64.getEncoder()
                    .encodeToString(oomtrace.file("/snapshots/a?format=speedscope&sort=alloc_bytes"));
            Path script = Files.writeString(
                    folder.resolve("profile.js"),
                    "speedscope.loadFileFromBase64('hoarder.speedscope.json', '" + profile + "')");
            BrowserPage page = browser.open(URI.create(viewer.toUri() + "#localProfilePath=" + script));
            page.await("document.body.innerText.includes('alloc_bytes (3/4)')");
            assertThat(page.text("document.title")).matches("oomtrace 20[0-9T:-]*Z - speedscope");
            page.screenshot(SCREENSHOTS.resolve("speedscope-" + jdk.feature() + ".png"));
            // Its table is the one view that is not drawn.
            page.value("[...document.querySelectorAll('div')].findLast(d => d.innerText.endsWith('Sandwich')).click()");
            page.await("document.body.innerText.includes('" + MORE_LINE + "')");
            page.screenshot(SCREENSHOTS.resolve("speedscope-table-" + jdk.feature() + ".png"));
            assertThat(page.complaints()).isEmpty();
        }
    }
}

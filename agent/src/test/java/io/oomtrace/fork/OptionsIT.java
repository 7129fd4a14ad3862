package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.BusyService;
import io.oomtrace.fork.program.Mirror;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What options do, wherever they come from, and what is printed about them; the program notices none of it. What depends
 * on neither the JDK nor the way of loading runs once.
 */
class OptionsIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String EXIT_CODE = "3";
    private static final String TIME_TAKEN = " \\(\\d+ classes instrumented in \\d+\\.\\d\\d s\\)";
    private static final String START_UP_LINE = "oomtrace \\S+: http://127\\.0\\.0\\.1:\\d+/" + TIME_TAKEN;
    private static final String NO_ENDPOINT_LINE = "oomtrace \\S+: no endpoint" + TIME_TAKEN;
    private static final String VALID =
            "Valid: port, bind, token, http, engine, native, interval, samples_per_second, depth, max_live, max_sites, blame_skip,"
                    + " exclude, exact, sources, tools, quiet.";

    @OnEachJdk
    void withoutOptionsOneLineTellsTheUrl(Jdk jdk) {
        try (ForkedJvm jvm = program(jdk).agent(Launch.STARTED, "").start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();

            assertThat(oomtrace.json("/status").required("recording").asBoolean())
                    .isTrue();
            assertThat(oomtrace.base().getPort()).isBetween(9666, 9685);
            assertThat(end(jvm).oomtraceLines()).singleElement().asString().matches(START_UP_LINE);
        }
    }

    @Test
    void theLineIsTheSameInEveryCountry() {
        String[] egypt = {"-Duser.language=ar", "-Duser.country=EG", "-Djava.locale.providers=CLDR"};
        try (ForkedJvm jvm = program(Jdk.running())
                .jvmArgs(egypt)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            jvm.awaitReady();
            assertThat(end(jvm).oomtraceLines()).singleElement().asString().matches(START_UP_LINE);
        }
    }

    @StartedAndAttached
    void theAgentStringWinsOverPropertiesAndTheseOverTheEnvironment(Launch launch, Jdk jdk) {
        ForkedJvmBuilder declared = program(jdk)
                .environment("OOMTRACE_OPTIONS", "port=0, http=off, max_live=1000")
                .jvmArgs("-Doomtrace.http=on", "-Doomtrace.max_live=2000")
                .agent(launch, "max_live=3000");
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();

            assertThat(oomtrace.base().getPort()).isGreaterThan(9685);
            assertThat(recording(oomtrace, "live_capacity")).isEqualTo(3000);
            assertThat(end(jvm).oomtraceLines()).singleElement().asString().matches(START_UP_LINE);
        }
    }

    @Test
    void whatIsMisspeltIsNamedAndTheRestCounts() {
        ForkedJvmBuilder declared = program(Jdk.running())
                .environment("OOMTRACE_OPTIONS", "quite=on,interval=8m")
                .jvmArgs("-Doomtrace.dept=3")
                .agent(Launch.STARTED, "prot=1,max_live=many,max_sites,,port=0,colour=blue");
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();

            assertThat(recording(oomtrace, "interval_bytes")).isGreaterThanOrEqualTo(8 << 20);
            assertThat(recording(oomtrace, "live_capacity")).isEqualTo(16_384);
            String startUp = jvm.stderr().stream()
                    .filter(line -> line.matches(START_UP_LINE))
                    .findFirst()
                    .orElseThrow();
            assertThat(end(jvm).oomtraceLines())
                    .containsExactly(
                            "oomtrace: unknown option 'quite' in OOMTRACE_OPTIONS ignored. Did you mean quiet? "
                                    + VALID,
                            "oomtrace: unknown option 'dept' in system property oomtrace.dept ignored. Did you mean"
                                    + " depth? " + VALID,
                            "oomtrace: unknown option 'prot' in the agent's options ignored. Did you mean port? "
                                    + VALID,
                            "oomtrace: option 'max_live' in the agent's options takes a number of objects from 64 to"
                                    + " 1048576, not 'many'; ignored",
                            "oomtrace: 'max_sites' in the agent's options is not of the form key=value; ignored",
                            "oomtrace: unknown option 'colour' in the agent's options ignored. " + VALID,
                            startUp);
        }
    }

    @EnabledOnOs(OS.LINUX) // elsewhere the file that tells where the endpoint is may lie in another folder than ours
    @ParameterizedTest
    @EnumSource
    void quietPrintsNothing(Launch launch) throws IOException {
        try (ForkedJvm jvm =
                program(Jdk.running()).agent(launch, "quiet=on,port=0").start()) {
            jvm.awaitReady();
            Path rendezvous = Path.of("/tmp", "oomtrace_" + System.getProperty("user.name"), Long.toString(jvm.pid()));
            String url = Files.readAllLines(rendezvous).stream()
                    .filter(line -> line.startsWith("url="))
                    .findFirst()
                    .orElseThrow();

            Endpoint oomtrace = new Endpoint(URI.create(url.substring("url=".length())));
            assertThat(oomtrace.json("/status").required("pid").asLong()).isEqualTo(jvm.pid());
            assertThat(end(jvm).oomtraceLines()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenGivesWayToTheNext() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
                ForkedJvm jvm = program(Jdk.running())
                        .agent(Launch.STARTED, "port=" + taken.getLocalPort())
                        .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();

            assertThat(oomtrace.base().getPort()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 19);
            assertThat(oomtrace.json("/status").required("pid").asLong()).isEqualTo(jvm.pid());
            assertThat(end(jvm).oomtraceLines()).singleElement().asString().matches(START_UP_LINE);
        }
    }

    @Test
    void withoutAFreePortTheProgramRunsWithoutAnEndpoint() throws IOException {
        try (ServerSocket taken = takeLastPort();
                ForkedJvm jvm = program(Jdk.running())
                        .agent(Launch.STARTED, "port=65535")
                        .start()) {
            assertThat(taken == null || taken.isBound()).isTrue();
            jvm.awaitReady();

            assertThat(end(jvm).oomtraceLines())
                    .satisfiesExactly(
                            reason -> assertThat(reason)
                                    .startsWith(
                                            "oomtrace: no endpoint: Cannot listen at 127.0.0.1, ports 65535 to 65535: ")
                                    .endsWith(". Give another port=, 0 for any free one, or another bind=."),
                            startUp -> assertThat(startUp).matches(NO_ENDPOINT_LINE));
        }
    }

    @Test
    void anEndpointForOthersWithoutATokenIsRefused() {
        try (ForkedJvm jvm = program(Jdk.running())
                .agent(Launch.STARTED, "bind=0.0.0.0,port=0")
                .start()) {
            jvm.awaitReady();

            assertThat(end(jvm).oomtraceLines())
                    .satisfiesExactly(
                            reason -> assertThat(reason)
                                    .isEqualTo(
                                            "oomtrace: no endpoint: bind=0.0.0.0 can be reached from other machines and"
                                                    + " there is no token: give token=SECRET, or leave bind= out."),
                            startUp -> assertThat(startUp).matches(NO_ENDPOINT_LINE));
        }
    }

    @Test
    void withATokenNobodyElseIsAnswered() {
        try (ForkedJvm jvm = program(Jdk.running())
                .agent(Launch.STARTED, "port=0,token=0123456789abcdef")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.get("/status").statusCode()).isEqualTo(401);
            end(jvm);
        }
    }

    @Test
    void httpOffOpensNoEndpoint() {
        try (ForkedJvm jvm =
                program(Jdk.running()).agent(Launch.STARTED, "http=off").start()) {
            jvm.awaitReady();
            assertThat(Footprint.threadNames(jvm))
                    .anyMatch(name -> name.startsWith("oomtrace-"))
                    .noneMatch(name -> name.startsWith("oomtrace-") && name.contains("HTTP"));
            assertThat(end(jvm).oomtraceLines()).singleElement().asString().matches(NO_ENDPOINT_LINE);
        }
    }

    @OnEachJdk
    void excludedPackagesAreNotInstrumentedAndStacksAreAsDeepAsAsked(Jdk jdk) {
        String excluded = BusyService.class.getPackageName();
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(BusyService.class)
                .agent(Launch.STARTED, "port=0,depth=2,engine=instrument,exclude=" + excluded);
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            await("a stack of two frames")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> stacks(oomtrace).top().stream()
                            .anyMatch(row -> row.traceback().size() == 2
                                    && row.traceback().get(1).contains(BusyService.class.getName())));

            assertThat(stacks(oomtrace).top())
                    .allSatisfy(row -> assertThat(row.traceback())
                            .hasSizeLessThanOrEqualTo(2)
                            .first()
                            .asString()
                            .doesNotContain(excluded));
            jvm.send("stop");
            assertThat(jvm.awaitExit().stdout()).contains("wrong 0 of some: true");
        }
    }

    private static Table stacks(Endpoint oomtrace) {
        return oomtrace.table("/snapshot?by=traceback&sort=alloc_bytes&limit=1000&format=json");
    }

    private static long recording(Endpoint oomtrace, String figure) {
        return oomtrace.json("/status").required("allocations").required(figure).asLong();
    }

    /** The last port there is has none after it to try; whoever had it already has it taken as well. */
    private static ServerSocket takeLastPort() throws IOException {
        try {
            return new ServerSocket(65_535, 1, LOOPBACK);
        } catch (BindException e) {
            return null;
        }
    }

    private static ForkedJvmBuilder program(Jdk jdk) {
        return ForkedJvm.on(jdk).main(Mirror.class).args(EXIT_CODE);
    }

    private static ForkedJvm.Exit end(ForkedJvm jvm) {
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isEqualTo(Integer.parseInt(EXIT_CODE));
        assertThat(exit.foreignStderr()).containsExactly("an error");
        return exit;
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.Hoarder;
import io.oomtrace.fork.program.Managed;
import java.nio.file.Path;

/** A program asks the agent through JMX, without a class of the agent's. */
class ManagementBeanIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/Managed.java");

    private ForkedJvm jvm;

    @StartedAndAttached
    void theBeanAnswersAsTheEndpointDoes(Launch launch, Jdk jdk) {
        String site = SourceLine.marked(SOURCE, "site: managed").inParentheses();
        try (ForkedJvm started = ForkedJvm.on(jdk)
                .main(Managed.class)
                .agent(launch, "port=0,depth=32")
                .start()) {
            jvm = started.awaitReady();
            jvm.oomtrace();
            jvm.send("go");
            jvm.awaitLine("kept");
            await().until(() -> ask("registered").equals("true"));

            assertThat(ask("traceback kept"))
                    .startsWith("byte[], 50000016 bytes, on thread main, ")
                    .contains("|  at " + Managed.class.getName() + ".main" + site);
            assertThat(ask("traceback another")).isEqualTo("null");
            assertThat(ask("snapshot limit=1&by=class")).contains("live_bytes by class", Managed.class.getName());
            assertThat(ask("threads ")).contains("threads_started by line");
            assertThat(ask("snapshot by=lines")).contains("IllegalArgumentException", "Did you mean line?");
            assertThat(Long.parseLong(ask("TracedBytes"))).isGreaterThanOrEqualTo(50_000_000);
            assertThat(Long.parseLong(ask("PeakBytes"))).isGreaterThanOrEqualTo(50_000_000);
            assertThat(Long.parseLong(ask("MemoryBytes"))).isPositive();
            assertThat(ask("TracebackLimit")).isEqualTo("32");
            assertThat(ask("TracebackLimit 1")).isEqualTo("1");
            assertThat(ask("TracebackLimit 0")).contains("IllegalArgumentException", "from 1 to 1024");
            assertThat(ask("TracebackLimit")).isEqualTo("1");

            assertThat(ask("keep a")).isEqualTo("a");
            assertThat(ask("keep a")).contains("There is a snapshot a already.");
            assertThat(ask("diff a now by=type")).contains("change of live_bytes by type");
            assertThat(ask("diff b now ")).contains("There is no snapshot b.");
            assertThat(ask("drop a")).isEqualTo("null");

            assertThat(ask("stop")).isEqualTo("null");
            assertThat(ask("stop")).contains("Recording is off already.");
            assertThat(ask("Recording")).isEqualTo("false");
            assertThat(ask("start")).isEqualTo("null");
            assertThat(ask("resetPeak")).isEqualTo("null");
            assertThat(ask("reset")).isEqualTo("null");
            assertThat(ask("traceback kept")).as("forgotten").isEqualTo("null");

            jvm.attach("command=stop");
            assertThat(ask("registered")).isEqualTo("false");
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    @OnEachJdk
    void aProgramWithoutAnMBeanServerGetsNone(Jdk jdk) {
        try (ForkedJvm started = ForkedJvm.on(jdk)
                .main(Hoarder.class)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            Endpoint oomtrace = started.awaitReady().oomtrace();
            oomtrace.post("/gc");
            await("the agent has looked for one, as it looks at what lives")
                    .until(() ->
                            oomtrace.json("/growth?format=json").at("/looks").asInt() > 2);
            oomtrace.file("/debug/pprof/threads"); // which another of the management beans tells
            assertThat(started.jdkTool("jcmd", "GC.class_histogram"))
                    .noneMatch(line -> line.contains("JmxMBeanServer"));
        }
    }

    private String ask(String question) {
        int before = jvm.stdout().size();
        jvm.send(question);
        String end = " <" + question.split(" ")[0];
        await().until(() -> jvm.stdout().stream().skip(before).anyMatch(line -> line.endsWith(end)));
        String answer = jvm.stdout().stream()
                .skip(before)
                .filter(line -> line.endsWith(end))
                .findFirst()
                .orElseThrow();
        return answer.substring(0, answer.length() - end.length());
    }
}

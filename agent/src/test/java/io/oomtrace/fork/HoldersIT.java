package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.HeldThings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds the objects is known by construction; which of them Flight Recorder samples is chance. */
class HoldersIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/HeldThings.java");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELF = HeldThings.class.getName();

    @StartedAndAttached
    void chainsLeadFromTheRootToWhatGrows(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).main(HeldThings.class).agent(launch, "port=0").start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            JsonNode held =
                    JSON.readTree(oomtrace.post("/holders?seconds=10&confirm=true&include=" + SELF + "**&format=json"));

            assertThat(held.at("/seconds").asInt()).isBetween(10, 60);
            assertThat(held.at("/objects").asInt()).isGreaterThan(20);
            assertThat(held.at("/others").asInt()).isZero();
            JsonNode most = held.at("/top/0");
            assertThat(chain(most))
                    .startsWith(
                            "static " + SELF + ".SESSIONS",
                            "java.util.HashMap.table",
                            "java.util.HashMap$Node[].",
                            "java.util.HashMap$Node.value",
                            "java.util.ArrayList.elementData",
                            "java.lang.Object[].");
            assertThat(most.at("/root").asString()).isEmpty();
            assertThat(most.at("/chain/5/branches").asInt()).isGreaterThan(10);
            assertThat(most.at("/types/0/type").asString()).isEqualTo("byte[]");
            assertThat(most.at("/traceback/0").asString())
                    .isEqualTo(SELF + "$Entry.<init>, line "
                            + SourceLine.marked(SOURCE, "site: entry").number());

            JsonNode local = find(held, "int[]");
            assertThat(local.at("/root").asString()).startsWith("Threads: ").contains("worker-7");
            assertThat(chain(local)).containsExactly("java.util.ArrayList.elementData", "java.lang.Object[].");
            assertThat(local.at("/chain/1/branches").asInt()).isGreaterThan(1);

            assertThat(chain(find(held, "long[]")))
                    .startsWith("static " + SELF + ".REGISTRY", SELF + "$Registry.listeners")
                    .endsWith("java.util.LinkedList$Node.item")
                    .hasSize(4);
            assertThat(oomtrace.text("/holders")).contains("10 s at most");
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    @OnEachJdk
    void oneAtATimeAndAgainAfterIt(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(HeldThings.class)
                .jvmArgs("-XX:+DisableExplicitGC")
                .agent(Launch.STARTED, "port=0")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            String path = "/holders?seconds=2&confirm=true";
            List<CompletableFuture<HttpResponse<String>>> both = Stream.of(path, path)
                    .map(each -> CompletableFuture.supplyAsync(() -> oomtrace.tryPost(each)))
                    .toList();
            assertThat(both.stream().map(answer -> answer.join().statusCode())).containsExactlyInAnyOrder(200, 409);
            assertThat(oomtrace.post(path)).contains("what holds");
            jvm.send("end");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.code()).isZero();
            assertThat(exit.foreignStderr()).isEmpty();
        }
    }

    @OnEachJdk
    void aProgramWithoutFlightRecorderIsTold(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(HeldThings.class)
                .jvmArgs("--limit-modules", "java.instrument,jdk.httpserver,jdk.management,jdk.unsupported")
                .agent(Launch.STARTED, "port=0")
                .start()) {
            HttpResponse<String> answer = jvm.awaitReady().oomtrace().tryPost("/holders?seconds=1&confirm=true");
            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("runs without the module jdk.jfr", "--add-modules jdk.jfr");
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static JsonNode find(JsonNode held, String type) {
        return StreamSupport.stream(held.at("/top").spliterator(), false)
                .filter(chain -> chain.at("/types/0/type").asString().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing holds a " + type + ": " + held));
    }

    private static List<String> chain(JsonNode found) {
        return StreamSupport.stream(found.at("/chain").spliterator(), false)
                .map(step -> (step.at("/static").asBoolean() ? "static " : "")
                        + step.at("/holder").asString()
                        + '.'
                        + step.at("/field").asString())
                .collect(Collectors.toList());
    }
}

package io.oomtrace.fork;

import static io.oomtrace.fork.program.Hoarder.LENGTH;
import static io.oomtrace.fork.program.Hoarder.MORE;
import static io.oomtrace.fork.program.Hoarder.STEADY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.Hoarder;
import tools.jackson.databind.JsonNode;

/** What a program holds is known by construction, and so is what it holds more. */
class HistogramIT {
    private static final double ARRAY = 16.0 + LENGTH;

    @StartedAndAttached
    void classesGrowByWhatTheProgramHolds(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Hoarder.class)
                .jvmArgs("-Xmx512m")
                .agent(launch, "port=0")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("holding " + STEADY);
            JsonNode before = oomtrace.json("/histogram?live=true&format=json").at("/top/0");
            assertThat(before.at("/class").asString()).isEqualTo("byte[]");
            assertThat(before.at("/bytes").asDouble()).isCloseTo(STEADY * ARRAY, within(0.2 * STEADY * ARRAY));

            oomtrace.post("/gc"); // A snapshot counts garbage, too.
            oomtrace.post("/snapshots?name=before&histogram=true");
            jvm.send("more");
            jvm.awaitLine("holding " + (STEADY + MORE));
            JsonNode grown = oomtrace.json("/histogram?live=true&sort=bytes_growth&format=json")
                    .at("/top/0");
            assertThat(grown.at("/class").asString()).isEqualTo("byte[]");
            assertThat(grown.at("/bytes_growth").asDouble()).isCloseTo(MORE * ARRAY, within(0.05 * MORE * ARRAY));
            // Short ones come and go with every name the JVM and the endpoint make.
            assertThat(grown.at("/instances_growth").asInt()).isGreaterThanOrEqualTo(MORE);
            assertThat(grown.at("/sites/0/line").asString()).contains("Hoarder.main");
            JsonNode since = oomtrace.json("/histogram?since=before&sort=bytes_growth&format=json")
                    .at("/top/0");
            assertThat(since.at("/class").asString()).isEqualTo("byte[]");
            assertThat(since.at("/bytes_growth").asDouble()).isCloseTo(MORE * ARRAY, within(0.2 * MORE * ARRAY));
            assertThat(oomtrace.text("/histogram")).contains("with garbage", "byte[]", "Hoarder.main");
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }
}

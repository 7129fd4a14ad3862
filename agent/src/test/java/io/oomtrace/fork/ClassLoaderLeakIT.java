package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.DroppedLoader;
import java.nio.file.Path;

/** A class loader that the application drops is collected, though its classes were instrumented and sampled. */
class ClassLoaderLeakIT {
    private static final Path TENANT = Repository.file("agent/src/test/java/io/oomtrace/fork/program/Tenant.java");

    @OnEachJdk
    void theProgramItselfKeepsNothing(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).main(DroppedLoader.class).start()) {
            jvm.awaitReady().send("go");
            isCollected(jvm);
        }
    }

    @StartedAndAttached
    void theLoaderIsCollected(Launch launch, Jdk jdk) {
        String site = SourceLine.marked(TENANT, "site: tenant").inParentheses();
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(DroppedLoader.class)
                .agent(launch, "port=0")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("served");
            Table before = jvm.oomtrace().table("/snapshot?by=line&sort=alloc_bytes&format=json");
            assertThat(before.top())
                    .first()
                    .satisfies(row -> assertThat(row.key()).endsWith(site));

            isCollected(jvm);
            Table after = jvm.oomtrace().table("/snapshot?by=line&sort=alloc_bytes&format=json");
            assertThat(after.top())
                    .first()
                    .satisfies(row -> assertThat(row.key()).endsWith(site));
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static void isCollected(ForkedJvm jvm) {
        jvm.send("drop");
        jvm.awaitLine("done");
        assertThat(jvm.stdout()).contains("collected");
    }
}

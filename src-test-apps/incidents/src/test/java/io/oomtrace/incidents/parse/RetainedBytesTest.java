package io.oomtrace.incidents.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much each culprit keeps, by the JVM's own account of its heap after a full collection. */
class RetainedBytesTest {
    private static final double MB = 1e6;
    private static GeneratedData data;

    @BeforeAll
    static void write() throws IOException {
        data = GeneratedData.write(1);
    }

    @AfterAll
    static void delete() throws IOException {
        data.close();
        assertThat(data.tree()).doesNotExist();
    }

    @Test
    void theTreeKeepsSixtyMegabytes() throws Exception {
        assertThat(retained(() -> TextFormat.parse(data.tree(), new DataTree("root", ""))))
                .isBetween(57 * MB, 63 * MB);
    }

    @Test
    void theModelsKeepThirty() throws Exception {
        assertThat(retained(() -> {
                    Models models = new Models();
                    for (int model = 0; model < data.models(); model++) {
                        models.load("model-" + model, data.modelParts(model));
                    }
                    return models;
                }))
                .isBetween(29 * MB, 32 * MB);
    }

    @Test
    void thePhrasesKeepThree() throws Exception {
        assertThat(retained(() -> PhrasesDict.load(data.phrases()))).isBetween(2.6 * MB, 3.4 * MB);
    }

    private static double retained(Callable<?> load) throws Exception {
        long before = usedAfterCollection();
        Object kept = load.call();
        long after = usedAfterCollection();
        Reference.reachabilityFence(kept);
        return after - before;
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

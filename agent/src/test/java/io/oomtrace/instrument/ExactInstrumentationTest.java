package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.oomtrace.hook.ExactAllocations;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted exactly, against every object that the sampling hook hands over when it samples them all. */
@ParameterizedClass
@EnumSource
class ExactInstrumentationTest {
    private final ExactScope scope = new ExactScope(List.of(Shapes.class.getName()));
    private final ExactSites sites = new ExactSites(scope, ExactInstrumentationTest::size);
    private final Handover handover;
    private final InstrumentedLoader loader;

    ExactInstrumentationTest(Handover handover) {
        this.handover = handover;
        loader = new InstrumentedLoader(handover, sites);
    }

    /** As on a JVM with references of four bytes, and objects of three words. */
    private static long size(Object object) {
        if (!object.getClass().isArray()) {
            return 24;
        }
        Class<?> element = object.getClass().getComponentType();
        int bytes = !element.isPrimitive()
                ? 4
                : element == long.class || element == double.class
                        ? 8
                        : element == int.class || element == float.class
                                ? 4
                                : element == char.class || element == short.class ? 2 : 1;
        return 16 + (long) bytes * Array.getLength(object) + 7 & ~7;
    }

    private Class<?> shapes() throws Exception {
        Class<?> shapes = loader.copyOf(Shapes.class);
        loader.copyOf(Shapes.Point.class);
        loader.copyOf(Shapes.Nested.class);
        return shapes;
    }

    private List<ExactSites.Count> counts() {
        return sites.counts(Shapes.class.getName());
    }

    @BeforeEach
    void begin() {
        sites.start();
    }

    @AfterEach
    void end() {
        sites.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "arrays", "multi", "calls", "inHandler"})
    void asManyAndAsLargeAsTheHookSees(String name) throws Exception {
        assumeThat(handover).as("the hook sees nothing").isNotEqualTo(Handover.NONE);
        Method method = shapes().getMethod(name);
        long bytes = 0;
        int times = 1000;
        try (RecordingListener listener = new RecordingListener()) {
            for (int i = 0; i < times; i++) {
                method.invoke(null);
            }
            for (Object allocated : listener.allocated()) {
                bytes += size(allocated);
            }
            assertThat(counts().stream().mapToLong(ExactSites.Count::count).sum())
                    .isEqualTo(listener.allocated().size())
                    .isGreaterThan(times);
        }
        assertThat(counts().stream().mapToLong(ExactSites.Count::bytes).sum()).isEqualTo(bytes);
        assertThat(ExactAllocations.failures()).isZero();
    }

    @Test
    void sitesHaveMethodLineAndType() throws Exception {
        shapes().getMethod("objects").invoke(null);
        assertThat(counts())
                .filteredOn(count -> count.count() > 0)
                .extracting(
                        count -> count.site().methodName(),
                        count -> count.site().type())
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "objects", Shapes.class.getName().replace('.', '/')),
                        org.assertj.core.groups.Tuple.tuple(
                                "objects", Shapes.Point.class.getName().replace('.', '/')));
        assertThat(counts()).allSatisfy(count -> {
            assertThat(count.site().line()).isPositive();
            assertThat(count.site().fileName()).isEqualTo("Shapes.java");
        });
    }

    @Test
    void theHookOfSamplesIsCalledOnlyWhereItSamples() throws Exception {
        Method objects = shapes().getMethod("objects");
        try (RecordingListener listener = new RecordingListener()) {
            objects.invoke(null);
            assertThat(listener.allocated().isEmpty()).isEqualTo(handover == Handover.NONE);
        }
        assertThat(counts()).anySatisfy(count -> assertThat(count.count()).isPositive());
    }

    @Test
    void aClassInstrumentedAgainKeepsItsSites() throws Exception {
        byte[] original = InstrumentedLoader.read(Shapes.class);
        String name = Shapes.class.getName().replace('.', '/');
        byte[] first = loader.transformer.transform(loader, name, null, null, original);
        int sitesOfOne = sites.size();
        assertThat(loader.transformer.transform(loader, name, null, null, original))
                .isEqualTo(first);
        assertThat(sites.size()).isEqualTo(sitesOfOne).isPositive();
        new InstrumentedLoader(Handover.ON_STACK, sites).copyOf(Shapes.class);
        assertThat(sites.size()).as("of another loader").isEqualTo(2 * sitesOfOne);
    }

    @Test
    void nothingIsCountedBetweenStopAndStart() throws Exception {
        Method objects = shapes().getMethod("objects");
        sites.stop();
        objects.invoke(null);
        assertThat(counts())
                .isNotEmpty()
                .allSatisfy(count -> assertThat(count.count()).isZero());
        sites.start();
        objects.invoke(null);
        sites.reset();
        assertThat(counts()).allSatisfy(count -> assertThat(count.count()).isZero());
    }

    @Test
    void oneMethodIsCountedAlone() throws Exception {
        scope.remove(new ExactScope.Part(Shapes.class.getName(), ""));
        assertThat(scope.add(new ExactScope.Part(Shapes.class.getName(), "objects")))
                .isTrue();
        Class<?> shapes = shapes();
        shapes.getMethod("arrays").invoke(null);
        shapes.getMethod("objects").invoke(null);
        assertThat(counts()).isNotEmpty().allSatisfy(count -> {
            assertThat(count.site().methodName()).isEqualTo("objects");
            assertThat(count.site().className()).startsWith(Shapes.class.getName());
        });
        assertThat(counts()).anySatisfy(count -> assertThat(count.count()).isPositive());
    }

    @Test
    void whatIsNotInScopeAnyMoreIsGivenBack() throws Exception {
        byte[] original = InstrumentedLoader.read(Shapes.class);
        String name = Shapes.class.getName().replace('.', '/');
        assertThat(loader.transformer.transform(loader, name, null, null, original))
                .isNotNull();
        scope.remove(new ExactScope.Part(Shapes.class.getName(), ""));
        byte[] again = loader.transformer.transform(loader, name, Shapes.class, null, original);
        if (handover == Handover.NONE) {
            assertThat(again).as("as the JVM has it").isNull();
        } else {
            assertThat(again).isNotNull();
        }
        shapes().getMethod("objects").invoke(null);
        assertThat(counts()).allSatisfy(count -> assertThat(count.count()).isZero());
    }

    @Test
    void otherClassesAreNotCounted() throws Exception {
        loader.copyOf(RecordingListener.class);
        assertThat(sites.size()).isZero();
    }
}

package io.oomtrace.export.pprof;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.RandomSnapshots;
import io.oomtrace.snapshot.Report;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PprofProfileTest {
    private static final CallStack PUT =
            stack("java.util.Arrays.copyOf(Arrays.java:3)", "com.acme.Cache.put(Cache.java:42)");

    @Test
    void theHeapIsAsGoWritesIt() {
        ReadProfile profile = ReadProfile.of(ProfileType.HEAP, someAllocations());
        assertThat(profile.sampleTypes())
                .containsExactly(
                        "alloc_objects/count", "alloc_space/bytes", "inuse_objects/count", "inuse_space/bytes");
        assertThat(profile.byDefault()).isEqualTo("inuse_space");
        assertThat(profile.periodType()).isEqualTo("space/bytes");
        assertThat(profile.profile().getPeriod()).isEqualTo(524288);
        assertThat(profile.profile().getTimeNanos())
                .isEqualTo(Instant.parse("2026-11-01T12:00:00Z").getEpochSecond() * 1_000_000_000);
        assertThat(profile.profile().hasDurationNanos()).isFalse();
    }

    @Test
    void allocationsAreTheSameButForWhatIsShownFirst() {
        ReadProfile heap = ReadProfile.of(ProfileType.HEAP, someAllocations());
        ReadProfile allocs = ReadProfile.of(ProfileType.ALLOCS, someAllocations());
        assertThat(allocs.byDefault()).isEqualTo("alloc_space");
        assertThat(allocs.sampleTypes()).isEqualTo(heap.sampleTypes());
        assertThat(allocs.samples()).isEqualTo(heap.samples());
    }

    @Test
    void aSampleHasItsStackItsValuesAndItsLabels() {
        assertThat(ReadProfile.of(ProfileType.HEAP, someAllocations()).samples())
                .containsExactly(
                        "java.util.Arrays.copyOf java/util/Arrays.java:3 < com.acme.Cache.put com/acme/Cache.java:42"
                                + " [4, 4096, 0, 0] thread=main type=byte[]",
                        "java.util.Arrays.copyOf java/util/Arrays.java:3 < com.acme.Cache.put com/acme/Cache.java:42"
                                + " [0, 0, 2, 2048] thread=main type=byte[] age=3 collections",
                        "com.acme.Cache.put com/acme/Cache.java:42 [1, 10, 0, 0] thread=http-# type=char[]");
    }

    private static Snapshot someAllocations() {
        return Snapshots.allocations()
                .site(PUT, "byte[]", "main", 0, 0, 4096, 4)
                .living(PUT, "byte[]", "main", 3, 2048, 2)
                .site(stack("com.acme.Cache.put(Cache.java:42)"), "char[]", "http-#", 0, 0, 10, 1)
                .site(stack("com.acme.Cache.get(Cache.java:43)"), "int[]", "main", 0, 0, 0, 0)
                .build();
    }

    @Test
    void framesAndNamesAreWrittenOnceAndInOrder() {
        ProfileProto.Profile profile =
                ReadProfile.of(ProfileType.HEAP, someAllocations()).profile();
        assertThat(profile.getLocation().length()).isEqualTo(2);
        assertThat(profile.getFunction().length()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(profile.getLocation().get(i).getId()).isEqualTo(i + 1);
            assertThat(profile.getFunction().get(i).getId()).isEqualTo(i + 1);
        }
        List<String> strings = new ArrayList<>();
        profile.getStringTable().forEach(strings::add);
        assertThat(strings).doesNotHaveDuplicates().startsWith("");
    }

    @Test
    void nothingIsLeftForPprofToLookUp() {
        ProfileProto.Profile profile =
                ReadProfile.of(ProfileType.HEAP, someAllocations()).profile();
        assertThat(profile.getMapping().length()).isEqualTo(1);
        ProfileProto.Mapping mapping = profile.getMapping().get(0);
        assertThat(mapping.getHasFunctions() && mapping.getHasFilenames() && mapping.getHasLineNumbers())
                .isTrue();
        profile.getLocation()
                .forEach(location -> assertThat(location.getMappingId()).isEqualTo(mapping.getId()));
    }

    @Test
    void aLineThatIsNotKnownIsNone() {
        Frame nativeFrame = new Frame("com.acme.Cache", "sync", "Cache.java", Frame.NATIVE_LINE);
        Frame noFile = new Frame("com.acme.Gen", "run", "", Frame.UNKNOWN_LINE);
        Snapshot snapshot = Snapshots.allocations()
                .site(CallStack.of(List.of(nativeFrame, noFile), false), "byte[]", "main", 0, 0, 8, 1)
                .build();
        assertThat(ReadProfile.of(ProfileType.HEAP, snapshot).samples())
                .containsExactly("com.acme.Cache.sync com/acme/Cache.java:0 < com.acme.Gen.run :0"
                        + " [1, 8, 0, 0] thread=main type=byte[]");
    }

    @Test
    void stacksWithoutARootOrWithoutAnyFrameSaySo() {
        Snapshot snapshot = Snapshots.allocations()
                .site(CallStack.of(List.of(PUT.leaf()), true), "byte[]", "main", 0, 0, 8, 1)
                .site(CallStack.EMPTY, "", "", 0, 0, 9, 1)
                .build();
        assertThat(ReadProfile.of(ProfileType.HEAP, snapshot).samples())
                .containsExactly(
                        "java.util.Arrays.copyOf java/util/Arrays.java:3 < (deeper than recorded) :0"
                                + " [1, 8, 0, 0] thread=main type=byte[]",
                        "(no Java frame) :0 [1, 9, 0, 0]");
    }

    @Test
    void aChangeMayBeLessThanNothing() {
        Snapshot change = Snapshots.allocations()
                .site(PUT, "byte[]", "main", -2048, -2, 0, 0)
                .build();
        ReadProfile profile = ReadProfile.of(new PprofProfile(ProfileType.HEAP, change, Duration.ofMillis(1500)));
        assertThat(profile.profile().getDurationNanos()).isEqualTo(1_500_000_000L);
        assertThat(profile.samples()).singleElement().asString().contains("[0, 0, -2, -2048]");
    }

    @Test
    void theCommentsSayHowItWasMeasured() {
        assertThat(ReadProfile.of(ProfileType.HEAP, someAllocations()).comments())
                .containsExactly(
                        "oomtrace: engine instrument, interval_bytes 524288, values are estimates",
                        "oomtrace: coverage of alloc_bytes 90.0 % (ThreadMXBean)");
    }

    @Test
    void sumsAreThoseOfReports() {
        for (int seed = 0; seed < 50; seed++) {
            Snapshot snapshot = new RandomSnapshots(seed).capture().allocations();
            Report report = Query.DEFAULT.withBy(GroupBy.TYPE).on(snapshot);
            ReadProfile profile = ReadProfile.of(ProfileType.HEAP, snapshot);
            Values total = report.total();
            assertThat(profile.sums())
                    .as("seed " + seed)
                    .containsExactly(
                            (long) total.value(3), (long) total.value(2), (long) total.value(1), (long) total.value(0));
        }
    }

    /** More than fits into one part of the file. */
    @Test
    void ofManySitesNoneIsLost() {
        Snapshots many = Snapshots.allocations();
        int sites = 20_000;
        for (int i = 1; i <= sites; i++) {
            many.site(
                    stack("com.acme.C" + i + ".m(C.java:" + i + ")", "com.acme.Main.main(Main.java:1)"),
                    "T" + i,
                    "main",
                    0,
                    0,
                    i,
                    1);
        }
        ReadProfile profile = ReadProfile.of(ProfileType.HEAP, many.build());
        assertThat(profile.sums()).containsExactly((long) sites, sites * (sites + 1L) / 2, 0L, 0L);
        assertThat(profile.samples())
                .contains("com.acme.C19999.m com/acme/C.java:19999 < com.acme.Main.main com/acme/Main.java:1"
                        + " [1, 19999, 0, 0] thread=main type=T19999");
        assertThat(profile.samples()).hasSize(sites);
    }

    @Test
    void whatIsMeasuredOtherwiseIsRefused() {
        Snapshot threads = Snapshots.threads().build();
        assertThatThrownBy(() -> new PprofProfile(ProfileType.HEAP, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heap needs alloc_count");
    }

    @Test
    void countsOfAnythingCanBeAProfile() {
        ProfileType type = new ProfileType(
                "wall",
                List.of(new SampleType("samples", "count", "started")),
                "samples",
                "wall",
                "nanoseconds",
                "interval_ns",
                "state");
        Snapshot threads = Snapshots.threads()
                .figures(Map.of("interval_ns", 10_000_000))
                .site(PUT, "RUNNABLE", "main", 1, 7, 0, 0)
                .build();
        ReadProfile profile = ReadProfile.of(type, threads);
        assertThat(profile.periodType()).isEqualTo("wall/nanoseconds");
        assertThat(profile.profile().getPeriod()).isEqualTo(10_000_000);
        assertThat(profile.samples()).singleElement().asString().endsWith("[7] thread=main state=RUNNABLE");
    }
}

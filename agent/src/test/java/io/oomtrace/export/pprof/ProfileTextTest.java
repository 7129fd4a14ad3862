package io.oomtrace.export.pprof;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import org.junit.jupiter.api.Test;

class ProfileTextTest {
    private static final CallStack PUT =
            stack("java.util.Arrays.copyOf(Arrays.java:3)", "com.acme.Cache.put(Cache.java:42)");
    private static final CallStack GET = stack("com.acme.Cache.put(Cache.java:42)");

    @Test
    void theHeapAsGoWritesIt() {
        Snapshot snapshot = Snapshots.allocations()
                .site(GET, "char[]", "http-#", 0, 0, 10, 1)
                .site(PUT, "byte[]", "main", 0, 0, 4096, 4)
                .living(PUT, "byte[]", "main", 3, 1024, 1)
                .living(PUT, "byte[]", "main", 4, 1024, 1)
                .build();
        assertThat(new ProfileText(ProfileType.HEAP, snapshot).write()).isEqualTo("""
                heap profile: 2: 2048 [5: 4106] @ heap/2
                2: 2048 [4: 4096] @ 0x10 0x20
                # labels: {"thread":"main", "type":"byte[]"}
                #\t0x10\tjava.util.Arrays.copyOf\tjava/util/Arrays.java:3
                #\t0x20\tcom.acme.Cache.put\tcom/acme/Cache.java:42

                0: 0 [1: 10] @ 0x20
                # labels: {"thread":"http-#", "type":"char[]"}
                #\t0x20\tcom.acme.Cache.put\tcom/acme/Cache.java:42


                # oomtrace: engine instrument, interval_bytes 524288, values are estimates
                # oomtrace: coverage of alloc_bytes 90.0 % (ThreadMXBean)
                """);
    }

    @Test
    void whatAllLivesIsTold() {
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 4096, 4, 4096, 4)
                .build();
        assertThat(new ProfileText(ProfileType.HEAP, snapshot).write())
                .startsWith("heap profile: 4: 4096 [4: 4097] @ heap/2\n4: 4096 [4: 4096] @");
    }

    @Test
    void countsAsGoWritesThem() {
        Snapshot snapshot = Snapshots.counts("threads")
                .site(GET, "WAITING", "odd \"name\"\n", 1)
                .site(PUT, "RUNNABLE", "main", 7)
                .build();
        assertThat(new ProfileText(ProfileType.THREADS, snapshot).write()).startsWith("""
                threads profile: total 8
                7 @ 0x10 0x20
                # labels: {"thread":"main", "state":"RUNNABLE"}
                #\t0x10\tjava.util.Arrays.copyOf\tjava/util/Arrays.java:3
                #\t0x20\tcom.acme.Cache.put\tcom/acme/Cache.java:42

                1 @ 0x20
                # labels: {"thread":"odd \\"name\\"\\x0a", "state":"WAITING"}
                #\t0x20\tcom.acme.Cache.put\tcom/acme/Cache.java:42

                """);
    }

    @Test
    void furtherValuesAreBelowTheFirst() {
        Snapshot snapshot = Snapshots.counts("threads_started", "threads_live")
                .site(GET, "platform thread", "main", 7, 2)
                .build();
        assertThat(new ProfileText(ProfileType.THREADCREATE, snapshot).write())
                .startsWith("threadcreate profile: total 7\n7 @ 0x10\n# labels:")
                .contains("\n# threads_live = 2\n");
    }

    @Test
    void ofManyStacksTheLightestAreOneEntry() {
        Snapshots many = Snapshots.counts("threads");
        for (int i = 1; i <= ProfileText.MOST + 3; i++) {
            many.site(stack("com.acme.C.m(C.java:" + i + ")"), "RUNNABLE", "main", i);
        }
        String text = new ProfileText(ProfileType.THREADS, many.build()).write();
        assertThat(text)
                .startsWith("threads profile: total 503506\n1003 @ 0x10\n")
                .contains("\n4 @ 0x3e80\n");
        assertThat(text)
                .contains("\n6 @ 0x3e90\n")
                .contains("\t(3 others, which a profile without debug has)\t:0\n")
                .doesNotContain("C.java:3\n");
    }
}

package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Snapshots;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptSnapshotsTest {
    private final KeptSnapshots kept = new KeptSnapshots();

    private static Capture capture() {
        return new Capture(
                4711,
                List.of("com.acme.log"),
                Snapshots.allocations()
                        .site(FakeTarget.PUT, "byte[]", "main", 1, 1, 1, 1)
                        .build(),
                Snapshots.threads().build(),
                null);
    }

    @Test
    void whatIsKeptIsWhatWasTaken() {
        KeptSnapshot before = kept.keep("before", KeptSnapshotsTest::capture);
        assertThat(before.capture()).isEqualTo(capture());
        assertThat(kept.get("before")).isSameAs(before);
        assertThat(before.fileName()).isEqualTo("oomtrace-4711-before.oomtrace");
        assertThat(kept.bytes()).isEqualTo(before.file().length);
        assertThat(kept.delete("before")).isSameAs(before);
        assertThat(kept.all()).isEmpty();
        assertThat(kept.bytes()).isZero();
    }

    @Test
    void whatHasNoNameGetsANumber() {
        kept.keep("2", KeptSnapshotsTest::capture);
        assertThat(kept.keep("", KeptSnapshotsTest::capture).name()).isEqualTo("1");
        assertThat(kept.keep("", KeptSnapshotsTest::capture).name()).isEqualTo("3");
        kept.delete("3");
        assertThat(kept.keep("", KeptSnapshotsTest::capture).name()).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", ".", "-a", "a/b", "a b", "größer", "\n", "../../etc/passwd", "\"a"})
    void notEverythingIsAName(String name) {
        assertThat(refusal(name)).returns(400, ControlException::status);
        assertThat(refusal("a".repeat(65))).returns(400, ControlException::status);
        assertThat(kept.keep("a".repeat(64), KeptSnapshotsTest::capture)).isNotNull();
    }

    /** It may take long: the JVM may count its heap for it. */
    @Test
    void nobodyWaitsForOneThatIsBeingTaken() throws Exception {
        CountDownLatch taking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FutureTask<KeptSnapshot> slow = new FutureTask<>(() -> kept.keep("slow", () -> {
            taking.countDown();
            awaitLatch(goOn);
            return capture();
        }));
        new Thread(slow).start();
        awaitLatch(taking);
        assertThat(kept.bytes()).isZero();
        assertThat(kept.all()).isEmpty();
        assertThat(kept.keep("quick", KeptSnapshotsTest::capture)).isNotNull();
        assertThat(refusal("slow")).returns(409, ControlException::status);
        goOn.countDown();
        assertThat(slow.get()).isSameAs(kept.get("slow"));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCannotBeTakenLeavesItsName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> kept.keep("a", () -> {
                    throw new IllegalStateException();
                }));
        assertThat(kept.keep("a", KeptSnapshotsTest::capture)).isNotNull();
    }

    @Test
    void aNameIsUsedOnce() {
        KeptSnapshot first = kept.keep("a", KeptSnapshotsTest::capture);
        assertThat(refusal("a")).returns(409, ControlException::status);
        assertThat(kept.get("a")).isSameAs(first);
    }

    @Test
    void anUnknownNameIsNotFoundAndTheNearestNamed() {
        ControlException none = catchThrowableOfType(ControlException.class, () -> kept.get("before"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.hint()).contains("POST /snapshots?name=before");
        kept.keep("before", KeptSnapshotsTest::capture);
        ControlException misspelt = catchThrowableOfType(ControlException.class, () -> kept.delete("befoer"));
        assertThat(misspelt.status()).isEqualTo(404);
        assertThat(misspelt.hint()).isEqualTo("Did you mean before? Valid: before.");
    }

    @Test
    void thereIsALimitAndNoneGoesByItself() {
        for (int i = 0; i < KeptSnapshots.MOST; i++) {
            kept.keep("", KeptSnapshotsTest::capture);
        }
        assertThat(refusal("one.more")).returns(409, ControlException::status);
        assertThat(kept.all()).hasSize(KeptSnapshots.MOST);
        kept.delete("1");
        kept.keep("one.more", KeptSnapshotsTest::capture);
        assertThat(kept.all()).last().returns("one.more", KeptSnapshot::name);
    }

    private ControlException refusal(String name) {
        return catchThrowableOfType(ControlException.class, () -> kept.keep(name, KeptSnapshotsTest::capture));
    }
}

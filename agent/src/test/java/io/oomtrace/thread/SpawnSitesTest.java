package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.hook.ThreadListener;
import io.oomtrace.hook.Threads;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.StackDepth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hook by hand, as instrumented code would. */
class SpawnSitesTest {
    private final StackDepth depth = new StackDepth(64);
    private static final int STORM = 1500;
    private static final long SECOND = 1_000_000_000;

    /** Asks for the site of every start; counts it there. */
    private static final class Asking implements ThreadListener {
        private final SpawnSites sites;
        private String type = "platform thread";
        private long now = SECOND;
        private SpawnSite found;

        Asking(SpawnSites sites) {
            this.sites = sites;
        }

        @Override
        public void starting(Thread thread) {
            found = sites.current(type, now);
            if (found != null) {
                found.threadsStarted(1, now);
            }
        }

        @Override
        public void ended(Thread thread) {}

        @Override
        public void executorCreated(Object executor) {}

        @Override
        public void executorShutdown(Object executor) {}
    }

    /** Starts a thread in a class that counts as the agent's. */
    private static final class Own {
        static void spawn() {
            Threads.starting(Thread.currentThread());
        }
    }

    private SpawnSites sites;
    private Asking asking;

    @BeforeEach
    void listen() {
        listen(100);
    }

    private void listen(int capacity) {
        sites = new SpawnSites(capacity, depth, new FrameNames(depth, type -> type == Own.class));
        asking = new Asking(sites);
        Threads.setListener(asking);
    }

    @AfterEach
    void letGo() {
        Threads.setListener(null);
        Thread.currentThread().setName("main");
    }

    private SpawnSite spawn() {
        Threads.starting(Thread.currentThread());
        return asking.found;
    }

    private SpawnSite oneCaller() {
        return spawn();
    }

    private SpawnSite anotherCaller() {
        return spawn();
    }

    /** Far down the stack, with enough frames on top to be out of the shallow walk's sight. */
    private SpawnSite oneCallerDeepDown() {
        return under(20);
    }

    private SpawnSite anotherCallerDeepDown() {
        return under(20);
    }

    private SpawnSite under(int frames) {
        return frames == 0 ? spawn() : under(frames - 1);
    }

    @Test
    void theStackBeginsWithTheCallerOfTheHook() {
        SpawnSite site = oneCaller();
        assertThat(site.stack().frames())
                .extracting(Frame::methodName)
                .startsWith("spawn", "oneCaller", "theStackBeginsWithTheCallerOfTheHook");
        assertThat(site.stack().leaf().className()).isEqualTo(getClass().getName());
    }

    @Test
    void theSameStackIsTheSameSite() {
        SpawnSite first = null;
        for (int i = 0; i < 3; i++) {
            SpawnSite site = oneCaller();
            first = first == null ? site : first;
            assertThat(site).isSameAs(first);
        }
        assertThat(sites.all()).containsExactly(first);
    }

    @Test
    void callersAreTold() {
        SpawnSite one = oneCaller();
        SpawnSite another = anotherCaller();
        assertThat(one).isNotSameAs(another);
        assertThat(sites.all()).containsExactlyInAnyOrder(one, another);
    }

    @Test
    void linesOfOneMethodAreTold() {
        SpawnSite one = oneCaller();
        SpawnSite another = oneCaller();
        assertThat(one).isNotSameAs(another);
        assertThat(another.stack().frames().get(2).line())
                .isEqualTo(one.stack().frames().get(2).line() + 1);
    }

    @Test
    void typesAreTold() {
        for (String type : new String[] {"platform thread", "virtual thread", "platform thread"}) {
            asking.type = type;
            assertThat(oneCaller().site(0, 0).type()).isEqualTo(type);
        }
        assertThat(sites.all()).hasSize(2);
    }

    @Test
    void threadsAreToldButNotThoseOfOnePool() {
        for (String name : new String[] {"pool-1-thread-1", "pool-1-thread-2", "worker"}) {
            Thread.currentThread().setName(name);
            oneCaller();
        }
        assertThat(sites.all())
                .extracting(site -> site.site(0, 0).thread())
                .containsExactlyInAnyOrder("pool-#-thread-#", "worker");
    }

    @Test
    void theAgentsOwnHaveNone() {
        Own.spawn();
        assertThat(asking.found).isNull();
        assertThat(sites.all()).isEmpty();
    }

    @Test
    void sitesBeyondTheCapacityAreOne() {
        listen(1);
        SpawnSite known = null;
        for (int i = 0; i < 3; i++) {
            known = oneCaller();
            assertThat(anotherCaller()).isSameAs(sites.overflow());
            assertThat(anotherCallerDeepDown()).isSameAs(sites.overflow());
        }
        assertThat(known).isNotSameAs(sites.overflow());
        assertThat(sites.all()).containsExactly(known);
        assertThat(sites.refused()).isEqualTo(6);
        assertThat(sites.overflow().site(0, 0).values().value(0)).isEqualTo(6);
    }

    @Test
    void callersDeepDownAreToldWithoutAStorm() {
        assertThat(oneCallerDeepDown()).isNotSameAs(anotherCallerDeepDown());
    }

    @Test
    void inAStormCallersDeepDownAreNotTold() {
        SpawnSite storming = storm();
        assertThat(anotherCallerDeepDown()).isSameAs(storming);
        assertThat(sites.all()).containsExactly(storming);
    }

    @Test
    void inAStormCallersNearTheTopAreTold() {
        SpawnSite storming = storm();
        assertThat(oneCaller()).isNotSameAs(storming).isNotSameAs(anotherCaller());
    }

    @Test
    void afterAStormCallersDeepDownAreToldAgain() {
        SpawnSite storming = storm();
        asking.now += 2 * SECOND;
        assertThat(anotherCallerDeepDown()).isNotSameAs(storming);
    }

    private SpawnSite storm() {
        SpawnSite storming = null;
        for (int i = 0; i < STORM; i++) {
            storming = oneCallerDeepDown();
        }
        assertThat(storming.site(0, 0).values().value(0)).as("starts").isEqualTo(STORM);
        return storming;
    }
}

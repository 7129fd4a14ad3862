package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final ServerOptions ANY_PORT = new ServerOptions("127.0.0.1", 0, "");

    @Test
    void takenPortIsPassedOver() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                OomtraceServer server = OomtraceServer.start(
                        new ServerOptions("127.0.0.1", taken.getLocalPort(), ""), new FakeTarget())) {
            assertThat(server.port())
                    .isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + ServerOptions.TRIES - 1);
            assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port());
            assertThat(status(server)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void addressOfAnotherMachineIsAnError() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OomtraceServer.start(new ServerOptions("192.0.2.1", 9666, "t"), new FakeTarget()))
                .withMessageContaining("192.0.2.1")
                .withMessageContaining("another bind=");
    }

    @Test
    void openAddressNeedsAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OomtraceServer.start(new ServerOptions("0.0.0.0", 0, ""), new FakeTarget()))
                .withMessageContaining("token=SECRET");
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerOptions("127.0.0.1", 65_536, ""));
    }

    @Test
    void threadsAreDaemonsOfOurNameAndNoneIsLeft() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Set<Thread> ours;
        try (OomtraceServer server = OomtraceServer.start(ANY_PORT, new FakeTarget())) {
            assertThat(status(server)).startsWith("HTTP/1.1 200 ");
            ours = new HashSet<>(Thread.getAllStackTraces().keySet());
            ours.removeAll(before);
            assertThat(ours).hasSizeGreaterThanOrEqualTo(2).allSatisfy(thread -> {
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getName()).startsWith("oomtrace-");
            });
        }
        assertThat(ours).noneMatch(Thread::isAlive);
    }

    @Test
    void closingTwiceAndWithAClientInTheMiddleEnds() throws IOException {
        OomtraceServer server = OomtraceServer.start(ANY_PORT, new FakeTarget());
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /status HTTP/1.1\r\n");
            server.close();
            server.close();
            assertThat(client.readAll()).isEmpty();
        }
    }

    @Test
    void failedStartLeavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> OomtraceServer.start(new ServerOptions("192.0.2.1", 9666, "t"), new FakeTarget()));
        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        await().until(() -> after.stream()
                .noneMatch(thread -> thread.isAlive() && thread.getName().contains("idle-timeout")));
    }

    private static String status(OomtraceServer server) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.send("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readAll();
        }
    }
}

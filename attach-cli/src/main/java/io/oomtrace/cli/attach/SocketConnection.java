package io.oomtrace.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import net.bytebuddy.agent.VirtualMachine;

/**
 * Byte Buddy's attach protocol over the JDK's own UNIX sockets, so that neither the module {@code jdk.attach}, which a
 * JRE lacks, nor JNA is needed. One channel per command, as HotSpot closes it after each.
 */
final class SocketConnection extends VirtualMachine.ForHotSpot.Connection.OnPersistentByteChannel<SocketChannel> {
    private static final int MOST_BYTES = 1 << 16;

    private final Path socket;
    private volatile String rest = "";

    SocketConnection(Path socket) {
        this.socket = socket;
    }

    @Override
    protected SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    @Override
    protected void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    protected int read(SocketChannel channel, byte[] buffer) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer));
    }

    /** Keeps what Byte Buddy has not read: of a load it reads the first line only. */
    @Override
    protected void close(SocketChannel channel) throws IOException {
        try (channel) {
            rest = new String(Channels.newInputStream(channel).readNBytes(MOST_BYTES), UTF_8);
        }
    }

    /**
     * The end of the last answer: {@code return code: 0} after a load, since JDK 21 in words why not; empty if there was
     * none.
     */
    String rest() {
        return rest;
    }

    @Override
    public void close() {
        // Nothing is kept between commands.
    }
}

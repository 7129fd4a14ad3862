package io.oomtrace.cli.attach;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import net.bytebuddy.agent.VirtualMachine;

/**
 * Byte Buddy's attach protocol over the JDK's own UNIX sockets, so that neither the module {@code jdk.attach}, which a
 * JRE lacks, nor JNA is needed. One channel per command, as HotSpot closes it after each.
 */
final class SocketConnection extends VirtualMachine.ForHotSpot.Connection.OnPersistentByteChannel<SocketChannel> {
    private final Path socket;

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

    @Override
    protected void close(SocketChannel channel) throws IOException {
        channel.close();
    }

    @Override
    public void close() {
        // Nothing is kept between commands.
    }
}

package io.oomtrace.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the endpoint listens and who may ask.
 *
 * @param bind name or address of the interface
 * @param port the first port to try, up to {@link #TRIES} following ones if it is taken; 0 for any free one
 * @param token what clients must send as {@code Authorization: Bearer}; empty for none, on loopback only
 */
public record ServerOptions(String bind, int port, String token) {
    public static final String DEFAULT_BIND = "127.0.0.1";
    public static final int DEFAULT_PORT = 9666;

    /** Ports tried until one is free. */
    public static final int TRIES = 20;

    public static final ServerOptions DEFAULT = new ServerOptions(DEFAULT_BIND, DEFAULT_PORT, "");

    private static final int HIGHEST_PORT = 65535;

    public ServerOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port=" + port + " is no port: give 0 (any free one) to 65535.");
        }
    }

    int lastPort() {
        return port == 0 ? 0 : Math.min(HIGHEST_PORT, port + TRIES - 1);
    }

    /**
     * @throws IOException when the name cannot be resolved
     * @throws IllegalArgumentException when the address is not loopback and there is no token
     */
    InetAddress address() throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IOException("bind=" + bind + " is no known name or address: give one of this machine's.", e);
        }
        if (token.isEmpty() && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "bind=" + bind
                            + " can be reached from other machines and there is no token: give token=SECRET, or leave bind= out.");
        }
        return address;
    }
}

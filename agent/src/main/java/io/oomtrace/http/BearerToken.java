package io.oomtrace.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret a client must send, compared in a time that does not tell how much of a guess is right. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    /** @param token empty to let everybody pass */
    BearerToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** @param header {@code Authorization} of the request; null when there is none */
    boolean accepts(String header) {
        if (token.length == 0) {
            return true;
        }
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = header.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given);
    }
}

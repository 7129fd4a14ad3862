package io.oomtrace.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets only requests pass that mean this endpoint: a web page can point a name of its own at 127.0.0.1 (DNS rebinding)
 * or post a form here, but then the browser names the page in {@code Host} or {@code Origin}.
 *
 * <p>Good hosts are {@code localhost}, 127.0.0.0/8 and {@code [::1]}, the name given in {@code bind=}, and the address
 * the connection came in at. Names are compared, never looked up.
 */
final class HostCheck {
    /** Compiled for the first request, not while the program starts. */
    private static final class Shapes {
        static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.%]+]|[^:\\[\\]/@]+)(:\\d{1,5})?");
        static final Pattern LOOPBACK =
                Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");
        static final Pattern ORIGIN = Pattern.compile("https?://(.*)");
    }

    private final String bind;

    HostCheck(String bind) {
        this.bind = bind.toLowerCase(Locale.ROOT);
    }

    /** @param header of the request; null when there is none */
    boolean allowsHost(String header, InetAddress local) {
        if (header == null) {
            return false;
        }
        Matcher matcher = Shapes.HOST.matcher(header.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        String host = matcher.group(1);
        return Shapes.LOOPBACK.matcher(host).matches() || host.equals(bind) || host.equals(literal(local));
    }

    /** @param header of the request; null when there is none: no browser sent it */
    boolean allowsOrigin(String header, InetAddress local) {
        if (header == null) {
            return true;
        }
        Matcher matcher = Shapes.ORIGIN.matcher(header);
        return matcher.matches() && allowsHost(matcher.group(1), local);
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String unscoped = scope < 0 ? text : text.substring(0, scope);
        return unscoped.indexOf(':') < 0 ? unscoped : '[' + unscoped + ']';
    }
}

package io.oomtrace.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;

/** Where the endpoint's server comes from. */
public interface HttpServers {
    /** The JDK's, unless the application has named a provider of its own. */
    HttpServers DEFAULT = HttpServer::create;

    /** A server that is not bound to an address yet. Called on a daemon thread of ours, from which it inherits. */
    HttpServer create() throws IOException;
}

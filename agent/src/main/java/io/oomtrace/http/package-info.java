/** The endpoint: answers queries about snapshots and takes commands, on the JDK's own server. */
package io.oomtrace.http;

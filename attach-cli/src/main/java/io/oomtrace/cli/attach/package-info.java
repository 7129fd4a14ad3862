/** Loads the agent into another JVM and follows what it reports. */
package io.oomtrace.cli.attach;

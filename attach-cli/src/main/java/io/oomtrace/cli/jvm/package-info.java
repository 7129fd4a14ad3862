/** The JVMs of this machine as Linux shows them in {@code /proc}: nothing here talks to a JVM. */
package io.oomtrace.cli.jvm;

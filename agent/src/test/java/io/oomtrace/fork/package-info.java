/**
 * Runs programs in JVMs of their own, with the agent or without it, and compares what happens.
 *
 * <p>A test declares the main class, the arguments of the agent, of the JVM and of the program, and the JDK; {@link
 * io.oomtrace.fork.ForkedJvm} runs it. Nothing waits for time to pass: programs print a line and wait for one.
 */
package io.oomtrace.fork;

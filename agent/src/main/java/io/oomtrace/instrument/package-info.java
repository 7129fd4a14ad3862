/** Bytecode: puts a call to {@code hook} behind every allocation, and into the JDK's threads and executors. */
package io.oomtrace.instrument;

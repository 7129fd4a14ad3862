/** What the agent itself takes: memory by the JVM's own accounts, CPU time of its threads by the kernel's. */
package io.oomtrace.benchmarks.cost;

/** What attaching to a busy program with many classes costs it: the longest stall, and the time until complete. */
package io.oomtrace.benchmarks.attach;

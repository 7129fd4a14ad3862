/** The command line of the benchmarks. */
package io.oomtrace.benchmarks;

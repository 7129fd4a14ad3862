/** How right the estimates are: programs that know what they allocate, many times over. */
package io.oomtrace.benchmarks.accuracy;

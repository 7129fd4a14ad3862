/** What starting with an agent costs a program that does nothing else. */
package io.oomtrace.benchmarks.start;

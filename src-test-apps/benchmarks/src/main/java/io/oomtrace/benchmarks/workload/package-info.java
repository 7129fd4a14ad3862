/** Programs to be measured; they know nothing of what measures them. */
package io.oomtrace.benchmarks.workload;

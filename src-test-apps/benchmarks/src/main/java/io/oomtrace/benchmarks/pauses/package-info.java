/** Collections with a full live set, beside those without an agent. */
package io.oomtrace.benchmarks.pauses;

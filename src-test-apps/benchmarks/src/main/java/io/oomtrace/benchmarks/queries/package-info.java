/** How long questions take where there is much to ask, and what they need for it. */
package io.oomtrace.benchmarks.queries;

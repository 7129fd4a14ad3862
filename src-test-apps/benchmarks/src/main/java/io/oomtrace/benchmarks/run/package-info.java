/** What the benchmarks share: where things are, statistics, the document they write. */
package io.oomtrace.benchmarks.run;

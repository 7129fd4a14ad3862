/** Snapshots in the format of pprof, the profiler of Go, which many tools read. */
package io.oomtrace.export.pprof;

/** The immutable model of what was measured, and its queries. No I/O; knows no other package of ours. */
package io.oomtrace.snapshot;

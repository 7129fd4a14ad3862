/** async-profiler: its library, and what it records. Loaded when it is first asked for, and not before. */
package io.oomtrace.asyncprofiler;

/** Threads and executors: which line starts how many, how fast, and how many of them live. */
package io.oomtrace.thread;

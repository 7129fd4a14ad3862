package io.oomtrace.snapshot;

/**
 * What one call stack allocated of one type (or started, for threads and executors), on threads of one name.
 *
 * @param type binary class name with dots, arrays as in source: {@code byte[]}
 * @param thread thread name with every run of digits written {@code #}, so that a pool is one
 */
public record Site(CallStack stack, String type, String thread, Values values) {}

package io.oomtrace.snapshot;

/**
 * How often a line allocated objects of one type, counted exactly.
 *
 * @param type class name with dots, arrays as in source; empty when the line calls what allocates of whatever type
 * @param count allocations
 * @param bytes shallow sizes, added up
 */
public record LineCount(Frame frame, String type, long count, long bytes) {}

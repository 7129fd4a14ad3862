package io.oomtrace.thread;

import java.time.Instant;

/**
 * Very many threads from one site.
 *
 * @param at when the threshold was passed
 * @param site the line that started them
 * @param startsInSecond so far in that second
 * @param live threads of that site then
 */
public record SpawnStorm(Instant at, String site, int startsInSecond, int live) {}

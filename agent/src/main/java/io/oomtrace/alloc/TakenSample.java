package io.oomtrace.alloc;

import io.oomtrace.stack.Stacks;

/**
 * An allocation that somebody else has sampled.
 *
 * @param type binary class name as sites have it
 * @param thread name as sites have it
 * @param size of the object in bytes
 * @param probability with which it was chosen
 */
public record TakenSample(Stacks.Named stack, String type, String thread, long size, double probability) {}

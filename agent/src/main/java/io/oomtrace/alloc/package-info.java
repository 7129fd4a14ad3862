/** Allocations: samples, their weights, the sites they belong to, and which of the sampled objects still live. */
package io.oomtrace.alloc;

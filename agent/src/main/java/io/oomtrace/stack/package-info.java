/** Call stacks: walking them, naming their frames, keeping them. */
package io.oomtrace.stack;

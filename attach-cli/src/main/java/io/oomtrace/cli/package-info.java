/** The program {@code oomtrace}: one class per verb, and what they share. */
package io.oomtrace.cli;

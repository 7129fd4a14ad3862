/** Calls and reads what the JDK keeps to itself. Knows nobody. */
package io.oomtrace.internals;

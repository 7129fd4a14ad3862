/** How a command says that it failed. Knows nobody. */
package io.oomtrace.cli.error;

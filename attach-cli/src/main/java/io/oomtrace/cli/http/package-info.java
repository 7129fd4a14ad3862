/** Asks the endpoint of a running agent. */
package io.oomtrace.cli.http;

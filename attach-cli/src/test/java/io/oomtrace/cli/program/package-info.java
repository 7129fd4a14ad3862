/** What the integration tests run in other JVMs; no test here. */
package io.oomtrace.cli.program;

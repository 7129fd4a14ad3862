/** The programs that the fork tests run. They know nothing of the agent and use the JDK only. */
package io.oomtrace.fork.program;

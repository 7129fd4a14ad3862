/** Entry, options and life cycle of the agent. */
package io.oomtrace.agent;

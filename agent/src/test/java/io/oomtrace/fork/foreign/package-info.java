/** Programs from Maven Central that must not notice the agent, and that it must have something to say about. */
package io.oomtrace.fork.foreign;

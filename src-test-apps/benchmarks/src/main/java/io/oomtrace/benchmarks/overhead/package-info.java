/** What an agent costs a program at steady state: forked JVMs, round robin, as ratios to no agent. */
package io.oomtrace.benchmarks.overhead;

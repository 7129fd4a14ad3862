/** The hook and a sample alone, by JMH. */
package io.oomtrace.benchmarks.micro;

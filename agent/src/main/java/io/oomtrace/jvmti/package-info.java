/**
 * The JVM's own allocation sampler (JEP 331), switched on through JVMTI without native code of ours. Knows nobody but
 * the hook.
 */
package io.oomtrace.jvmti;

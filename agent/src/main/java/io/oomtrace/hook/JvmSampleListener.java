package io.oomtrace.hook;

/** Takes the allocations the JVM has chosen. Called on application threads, on any of them at once. */
public interface JvmSampleListener {
    /**
     * @param allocated the new object, which must not be kept alive
     * @param size in bytes
     * @param thread another number for each thread of the system that is alive
     */
    void sampled(Object allocated, long size, long thread);
}

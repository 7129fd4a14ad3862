package io.oomtrace.agent;

/** What the recorder's thread does once a second, besides recording. */
record EverySecond(BeanWatch beans, RecordingWatch recordings, ProfilerHost profiler) implements Runnable {
    @Override
    public void run() {
        beans.run();
        recordings.run();
        AsyncProfiling profiling = profiler.ifAsked();
        if (profiling != null) {
            profiling.keepUp();
        }
    }
}

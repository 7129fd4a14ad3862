package io.oomtrace.incidents.timingwheel;

/** The fix of the report: one cache for all requests. */
final class SharedCacheHandler implements Handler {
    private final TimingWheelCache cache;

    SharedCacheHandler(TimingWheelCache cache) {
        this.cache = cache;
    }

    @Override
    public void handle(Request request) {
        cache.putIfAbsent(request.key(), request.body());
    }
}

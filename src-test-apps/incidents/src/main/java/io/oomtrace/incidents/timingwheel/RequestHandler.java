package io.oomtrace.incidents.timingwheel;

/** The handler of the report: it builds a cache for every request, which so never hits, and never closes it. */
final class RequestHandler implements Handler {
    private final int ttlSeconds;

    RequestHandler(int ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
    }

    @Override
    @SuppressWarnings("resource") // Not closing the cache is the mistake shown here.
    public void handle(Request request) {
        TimingWheelCache cache = new TimingWheelCache(ttlSeconds); // culprit: timing-wheel caller
        cache.putIfAbsent(request.key(), request.body());
    }
}

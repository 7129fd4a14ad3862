package io.oomtrace.incidents.timingwheel;

/** What the consumer does with each request. */
interface Handler {
    void handle(Request request);
}

package io.oomtrace.incidents.timingwheel;

/** One message of the queue. */
record Request(int number, byte[] body) {
    String key() {
        return "request-" + number;
    }
}

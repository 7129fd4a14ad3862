package io.oomtrace.fork;

/**
 * What a line of {@link io.oomtrace.fork.program.KnownAllocations} allocates, worked out by hand.
 *
 * @param marker the comment behind the line, after {@code site: }
 * @param bytes of all its objects, headers and padding included
 * @param objects how many
 * @param kept whether they are all still reachable at the end; else none is, but for the last one
 */
record KnownLine(String marker, long bytes, long objects, boolean kept) {
    private static final int ARRAY_HEADER = 16;
    private static final int ALIGNMENT = 8;

    static KnownLine garbage(String marker, long objects, long bytesEach) {
        return new KnownLine(marker, objects * bytesEach, objects, false);
    }

    static KnownLine kept(String marker, long objects, long bytesEach) {
        return new KnownLine(marker, objects * bytesEach, objects, true);
    }

    /** Size of an array as HotSpot lays it out with compressed class pointers; references take 4 bytes. */
    static long array(int elementBytes, long length) {
        long bytes = ARRAY_HEADER + elementBytes * length;
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    long of(String metric) {
        return switch (metric) {
            case "alloc_bytes" -> bytes;
            case "alloc_count" -> objects;
            case "live_bytes" -> kept ? bytes : 0;
            case "live_count" -> kept ? objects : 0;
            default -> throw new IllegalArgumentException(metric);
        };
    }
}

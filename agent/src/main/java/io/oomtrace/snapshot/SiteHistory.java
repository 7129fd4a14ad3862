package io.oomtrace.snapshot;

/**
 * What one (stack, type, thread) had living at the moments of a {@link History}.
 *
 * @param liveBytes one value for each moment, in bytes; must not be changed
 * @param variance of the estimate of the last of them
 */
public record SiteHistory(CallStack stack, String type, String thread, double[] liveBytes, double variance) {
    /** As those of a snapshot, without its values: of objects of any age. */
    Site site() {
        return new Site(stack, type, thread, Values.zero(0));
    }
}

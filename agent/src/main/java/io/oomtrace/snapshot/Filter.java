package io.oomtrace.snapshot;

/**
 * Which sites to look at. Those are kept that every part keeps.
 *
 * @param frames looks at the naming frame (see {@link Blame}), or with {@code allFrames} at the whole stack, of which one
 *     frame that matches is enough
 * @param types looks at {@link Site#type()}
 * @param threads looks at {@link Site#thread()}
 * @param minAge collections that objects must have survived; 0 keeps what does not live any more, too
 */
public record Filter(
        Selection<FramePattern> frames, boolean allFrames, Selection<Glob> types, Selection<Glob> threads, int minAge) {
    public static final Filter NONE = new Filter(Selection.all(), false, Selection.all(), Selection.all(), 0);

    /** @throws QueryException when {@code minAge} is negative */
    public Filter {
        if (minAge < 0) {
            throw new QueryException("min_age=" + minAge + " is negative.", "Give a number of collections survived.");
        }
    }

    public Filter withFrames(Selection<FramePattern> newFrames) {
        return new Filter(newFrames, allFrames, types, threads, minAge);
    }

    public Filter withAllFrames(boolean newAllFrames) {
        return new Filter(frames, newAllFrames, types, threads, minAge);
    }

    public Filter withTypes(Selection<Glob> newTypes) {
        return new Filter(frames, allFrames, newTypes, threads, minAge);
    }

    public Filter withThreads(Selection<Glob> newThreads) {
        return new Filter(frames, allFrames, types, newThreads, minAge);
    }

    public Filter withMinAge(int newMinAge) {
        return new Filter(frames, allFrames, types, threads, newMinAge);
    }
}

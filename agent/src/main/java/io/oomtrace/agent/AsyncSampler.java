package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import io.oomtrace.alloc.OwnThreads;
import io.oomtrace.alloc.Sampler;
import io.oomtrace.alloc.TakenSample;
import io.oomtrace.asyncprofiler.ContinuousRecording;
import io.oomtrace.asyncprofiler.SampledAllocations;
import io.oomtrace.asyncprofiler.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples of async-profiler. They come in batches, long after the allocation, without the object.
 *
 * <p>Its interval cannot be changed while it records, and what lives is told at the end of a session. So a session lasts until
 * somebody asks what lives, unless there have been far too many samples for some seconds; the next has the interval that
 * suits how fast the program allocates. What lived at the end of a session counts as living until the end of the next.
 * Guarded by the recorder that it is for.
 */
final class AsyncSampler implements Sampler {
    private static final int TICKS_PER_SECOND = 10;

    /** A session that is cut short does not know what lives: samples may be so many times too many ... */
    private static final int FAR_TOO_MANY = 4;

    /** ... for so many seconds, ... */
    private static final int PATIENCE_S = 5;

    /** ... and one, as long as little has been allocated. */
    private static final int YOUNG_S = 10;

    private static final long LONGEST = 1 << 30;
    private static final long USUAL_BYTES_PER_SECOND = 100_000_000;

    private final long shortest;
    private final int perSecond;
    private final ContinuousRecording recording;
    private final SampledAllocations samples;
    private Taker taker;
    private int ticks;
    private int impatience;
    private long deliveredInSession;
    private long deliveredBefore;
    private long samplesBefore;
    private long sessionSeconds;
    private long living;
    private long lookedAt;

    AsyncSampler(AllocationSettings settings, ContinuousRecording recording) {
        this.shortest = settings.intervalBytes();
        this.perSecond = settings.samplesPerSecond();
        this.recording = recording;
        this.samples = new SampledAllocations(firstInterval(), OwnThreads.PREFIX);
    }

    /** As long as nobody knows how fast the program allocates. */
    private long firstInterval() {
        long interval = shortest;
        while (interval * perSecond < USUAL_BYTES_PER_SECOND) {
            interval *= 2;
        }
        return Math.min(interval, LONGEST);
    }

    /** Tries out whether async-profiler can be started. */
    void probe() throws UnavailableException {
        recording.allocations(samples);
        recording.allocations(null);
        samples.forget();
    }

    @Override
    public String name() {
        return "async";
    }

    @Override
    public void start(Taker newTaker) {
        taker = newTaker;
        try {
            recording.allocations(samples);
            begun();
        } catch (UnavailableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        try {
            recording.allocations(null);
        } catch (UnavailableException e) {
            // Native memory is not recorded any more; the recording says why.
        }
    }

    /** Looks once a second whether it has become too much. */
    @Override
    public void tick() {
        if (++ticks % TICKS_PER_SECOND != 0 || !recording.isRecording()) {
            return;
        }
        recording.keepUp();
        long limit = (long) FAR_TOO_MANY * perSecond;
        long now = recording.samples();
        if (now - samplesBefore > limit) {
            recording.read(); // Some may be of native memory.
        }
        samplesBefore = now;
        hand();
        impatience = deliveredInSession - deliveredBefore > limit ? impatience + 1 : 0;
        deliveredBefore = deliveredInSession;
        if (impatience > (recording.seconds() < YOUNG_S ? 1 : PATIENCE_S)) {
            renew();
        }
    }

    @Override
    public void look() {
        if (recording.isRecording()) {
            renew();
        }
    }

    private void renew() {
        sessionSeconds = recording.seconds();
        recording.renew(this::suitInterval);
        begun();
    }

    /**
     * For the next session: a power of two times the shortest, so that there are not too many samples, and more if
     * there was no room for all that lived.
     */
    private void suitInterval() {
        hand();
        double bytes = (double) deliveredInSession * samples.interval();
        double bytesPerSecond = bytes / Math.max(1, sessionSeconds);
        long interval = living < SampledAllocations.MOST_LIVE ? shortest : 2 * samples.interval();
        while (bytesPerSecond / interval > perSecond) {
            interval *= 2;
        }
        samples.interval(Math.min(interval, LONGEST));
    }

    private void begun() {
        impatience = 0;
        deliveredInSession = 0;
        deliveredBefore = 0;
        samplesBefore = 0;
    }

    @Override
    public void deliver() {
        recording.read();
        hand();
    }

    private void hand() {
        for (SampledAllocations.Sample sample : samples.takeAllocated()) {
            taker.taken(taken(sample));
            deliveredInSession++;
        }
        List<SampledAllocations.Sample> lived = samples.takeLiving();
        if (lived != null) {
            living = lived.size();
            lookedAt = System.nanoTime();
            taker.living(lived.stream().map(AsyncSampler::taken).toList());
        }
    }

    private static TakenSample taken(SampledAllocations.Sample sample) {
        return new TakenSample(sample.stack(), sample.type(), sample.thread(), sample.size(), sample.probability());
    }

    @Override
    public void forget() {
        if (recording.isRecording()) {
            recording.renew(() -> {});
            begun();
        }
        samples.forget();
        living = 0;
        lookedAt = 0;
    }

    @Override
    public boolean followsLive() {
        return false;
    }

    @Override
    public Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        if (lookedAt != 0) {
            figures.put("live_looked_at_s_ago", (System.nanoTime() - lookedAt) / 1_000_000_000);
            figures.put("live_of_the_last_s", sessionSeconds);
            figures.put("live_references", living);
        }
        figures.put("live_references_capacity", SampledAllocations.MOST_LIVE);
        return figures;
    }

    @Override
    public long intervalBytes() {
        return samples.interval();
    }

    @Override
    public long failures() {
        return 0;
    }
}

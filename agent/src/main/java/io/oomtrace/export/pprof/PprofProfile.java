package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot as a profile of pprof: one sample for each site that has anything, with its stack, labelled with its type,
 * its thread and the age of what lives. Immutable.
 *
 * <p>The values are those of the snapshot, rounded as reports round them. How far off they may be, the format has no
 * room for: what the engine says of it is in the comments.
 */
public final class PprofProfile {
    private static final String AGE_UNIT = "collections";

    private final ProfileType type;
    private final Snapshot snapshot;
    private final Duration duration;

    /** @throws IllegalArgumentException when the snapshot has not what the profile is of */
    public PprofProfile(ProfileType type, Snapshot snapshot) {
        this(type, snapshot, Duration.ZERO);
    }

    /**
     * Of what has happened in a stretch of time, which ended when the snapshot was taken.
     *
     * @param snapshot whose values may be below 0
     */
    public PprofProfile(ProfileType type, Snapshot snapshot, Duration duration) {
        type.places(snapshot);
        this.type = type;
        this.snapshot = snapshot;
        this.duration = duration;
    }

    /** The whole file. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return bytes.toByteArray();
    }

    /** Writes the whole file, compressed as Go compresses it: quickly. Does not close it. */
    public void write(OutputStream out) throws IOException {
        FastGzip gzip = new FastGzip(out);
        new Body(gzip).write();
        gzip.finish();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** One writing of it. */
    private final class Body {
        private final ProfileParts parts;
        private final ProfileStrings strings;
        private final ProfileFrames frames;
        private final int[] places = type.places(snapshot);
        private final long[] values = new long[places.length];
        private CallStack lastStack;
        private long[] lastLocations;

        Body(OutputStream out) {
            parts = new ProfileParts(out);
            strings = new ProfileStrings(parts);
            frames = new ProfileFrames(parts, strings);
        }

        void write() throws IOException {
            header();
            for (Site site : snapshot.sites()) {
                sample(site);
            }
            parts.flush();
        }

        private void header() {
            ProfileProto.Profile part = parts.part();
            for (SampleType sample : type.samples()) {
                int name = strings.place(sample.type());
                part.getMutableSampleType().next().setType(name).setUnit(strings.place(sample.unit()));
            }
            part.setDefaultSampleType(strings.place(type.byDefault()));
            part.getMutablePeriodType()
                    .setType(strings.place(type.periodType()))
                    .setUnit(strings.place(type.periodUnit()));
            part.setPeriod(type.period(snapshot));
            part.setTimeNanos(ChronoUnit.NANOS.between(Instant.EPOCH, snapshot.takenAt()));
            if (!duration.isZero()) {
                part.setDurationNanos(duration.toNanos());
            }
            for (String comment : new ProfileComments(snapshot).lines()) {
                part.addComment(strings.place(comment));
            }
        }

        private void sample(Site site) throws IOException {
            boolean any = false;
            for (int i = 0; i < values.length; i++) {
                values[i] = ProfileType.value(site.values(), places[i]);
                any |= values[i] != 0;
            }
            if (!any) {
                return;
            }
            long[] locations = locations(site.stack());
            ProfileProto.Sample sample = parts.part().getMutableSample().next();
            sample.addAllLocationId(locations).addAllValue(values);
            label(sample, "thread", site.thread());
            label(sample, type.typeLabel(), site.type());
            if (site.age() != Site.NO_AGE) {
                int key = strings.place("age");
                sample.getMutableLabel().next().setKey(key).setNum(site.age()).setNumUnit(strings.place(AGE_UNIT));
            }
            parts.added();
        }

        /** What was allocated on a stack and what lives of it follow each other. */
        private long[] locations(CallStack stack) throws IOException {
            if (stack != lastStack) {
                lastLocations = frames.locations(stack);
                lastStack = stack;
            }
            return lastLocations;
        }

        private void label(ProfileProto.Sample sample, String key, String name) {
            if (!name.isEmpty()) {
                int place = strings.place(key);
                sample.getMutableLabel().next().setKey(place).setStr(strings.place(name));
            }
        }
    }
}

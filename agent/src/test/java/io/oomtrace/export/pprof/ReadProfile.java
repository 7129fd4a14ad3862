package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A profile that was written, taken apart again. {@code PprofIT} has pprof itself read one. */
public record ReadProfile(ProfileProto.Profile profile) {
    static ReadProfile of(ProfileType type, Snapshot snapshot) {
        return of(new PprofProfile(type, snapshot));
    }

    static ReadProfile of(PprofProfile profile) {
        return of(profile.bytes());
    }

    /** From a file. */
    public static ReadProfile of(byte[] file) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new ReadProfile(ProfileProto.Profile.parseFrom(gzip.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String string(long place) {
        return profile.getStringTable().get((int) place);
    }

    private String type(ProfileProto.ValueType type) {
        return string(type.getType()) + '/' + string(type.getUnit());
    }

    public List<String> sampleTypes() {
        List<String> types = new ArrayList<>();
        profile.getSampleType().forEach(type -> types.add(type(type)));
        return types;
    }

    public String byDefault() {
        return string(profile.getDefaultSampleType());
    }

    public String periodType() {
        return type(profile.getPeriodType());
    }

    public List<String> comments() {
        List<String> comments = new ArrayList<>();
        for (int i = 0; i < profile.getComment().length(); i++) {
            comments.add(string(profile.getComment().get(i)));
        }
        return comments;
    }

    /** Of all samples, by sample type. */
    public long[] sums() {
        long[] sums = new long[profile.getSampleType().length()];
        for (ProfileProto.Sample sample : profile.getSample()) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += sample.getValue().get(i);
            }
        }
        return sums;
    }

    /** Each as {@code function file:line < caller file:line [values] label=value}. */
    public List<String> samples() {
        Map<Long, String> functions = new HashMap<>();
        profile.getFunction()
                .forEach(function -> functions.put(
                        function.getId(), string(function.getName()) + ' ' + string(function.getFilename())));
        Map<Long, String> locations = new HashMap<>();
        profile.getLocation().forEach(location -> {
            ProfileProto.Line line = location.getLine().get(0);
            locations.put(location.getId(), functions.get(line.getFunctionId()) + ':' + line.getLine());
        });
        List<String> samples = new ArrayList<>();
        profile.getSample().forEach(sample -> samples.add(sample(sample, locations)));
        return samples;
    }

    private String sample(ProfileProto.Sample sample, Map<Long, String> locations) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < sample.getLocationId().length(); i++) {
            frames.add(locations.get(sample.getLocationId().get(i)));
        }
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < sample.getValue().length(); i++) {
            values.add(sample.getValue().get(i));
        }
        StringBuilder text =
                new StringBuilder(String.join(" < ", frames)).append(' ').append(values);
        for (ProfileProto.Label label : sample.getLabel()) {
            text.append(' ').append(string(label.getKey())).append('=');
            if (label.hasNum()) {
                text.append(label.getNum()).append(' ').append(string(label.getNumUnit()));
            } else {
                text.append(string(label.getStr()));
            }
        }
        return text.toString();
    }
}

package io.oomtrace.export.pprof;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locations and functions of a profile by their ids, each written when it is first used. Ids count from 1 in the
 * order in which they are written, as some readers want it. Not thread-safe.
 */
final class ProfileFrames {
    /** The one thing that code was loaded from. With it, nothing is looked up by address: there are none. */
    private static final int JVM = 1;

    /** Below the root of stacks that were deeper than what is recorded. */
    private static final Frame DEEPER = new Frame("(deeper than recorded)", "", "", Frame.UNKNOWN_LINE);

    private record Function(String name, String file) {}

    private final ProfileParts parts;
    private final ProfileStrings strings;
    private final Map<Frame, Integer> locations = new HashMap<>();
    private final Map<Function, Integer> functions = new HashMap<>();

    ProfileFrames(ProfileParts parts, ProfileStrings strings) {
        this.parts = parts;
        this.strings = strings;
        parts.part()
                .getMutableMapping()
                .next()
                .setId(JVM)
                .setFilename(strings.place("java"))
                .setHasFunctions(true)
                .setHasFilenames(true)
                .setHasLineNumbers(true)
                .setHasInlineFrames(true);
    }

    /** The stack's frames, leaf first, and what stands for those it lacks. Never empty. */
    static List<Frame> shown(CallStack stack) {
        List<Frame> frames = stack.frames();
        if (stack.truncated()) {
            frames.add(DEEPER);
        } else if (stack.isEmpty()) {
            frames.add(Frame.NONE);
        }
        return frames;
    }

    /** Ids of the stack's locations, leaf first. */
    long[] locations(CallStack stack) throws IOException {
        List<Frame> frames = shown(stack);
        long[] ids = new long[frames.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = location(frames.get(i));
        }
        return ids;
    }

    private int location(Frame frame) throws IOException {
        Integer known = locations.get(frame);
        if (known != null) {
            return known;
        }
        int id = locations.size() + 1;
        locations.put(frame, id);
        int function = function(new Function(name(frame), file(frame)));
        ProfileProto.Location location =
                parts.part().getMutableLocation().next().setId(id).setMappingId(JVM);
        location.getMutableLine().next().setFunctionId(function).setLine(Math.max(0, frame.line()));
        parts.added();
        return id;
    }

    private int function(Function function) throws IOException {
        Integer known = functions.get(function);
        if (known != null) {
            return known;
        }
        int id = functions.size() + 1;
        functions.put(function, id);
        int name = strings.place(function.name);
        int file = strings.place(function.file);
        parts.part()
                .getMutableFunction()
                .next()
                .setId(id)
                .setName(name)
                .setSystemName(name)
                .setFilename(file);
        parts.added();
        return id;
    }

    /** {@code com.acme.Cache.put}, {@code (libz.so) deflateInit2_}. */
    static String name(Frame frame) {
        return frame.methodName().isEmpty() ? frame.className() : frame.qualifiedMethod();
    }

    /** Where {@code pprof -list} looks for it below {@code -source_path}; empty if it is not known. */
    static String file(Frame frame) {
        return frame.fileName().isEmpty() ? "" : frame.path();
    }
}

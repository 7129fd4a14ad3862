package io.oomtrace.agent;

import io.oomtrace.http.ControlException;
import io.oomtrace.http.HolderWatch;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.HeldObject;
import io.oomtrace.snapshot.HeldObjects;
import io.oomtrace.snapshot.ReferenceStep;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.Names;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * A recording of nothing but {@code jdk.OldObjectSample}, Flight Recorder's leak profiler (in HotSpot {@code
 * jfr/leakprofiler}): it samples some of what is allocated, keeps what survives collections, and follows references from the
 * roots to that when the recording stops. One thread.
 */
final class HolderRecording implements HolderWatch {
    private static final String EVENT = "jdk.OldObjectSample";

    /** How the JVM describes a class among the objects on the way. */
    private static final String CLASS_NAME = "Class Name: ";

    private final Recording recording;
    private final Runnable collect;
    private final Runnable closed;
    private final Instant begun = Instant.now();

    /**
     * @param mostPause for how long references may be followed, while the program stands still
     * @param collect collects garbage: what has not survived a collection is not looked at
     * @param closed is run when this is closed
     */
    private HolderRecording(Recording recording, Duration mostPause, Runnable collect, Runnable closed) {
        this.recording = recording;
        this.collect = collect;
        this.closed = closed;
        recording.setName("oomtrace holders");
        recording.enable(EVENT).withStackTrace().with("cutoff", mostPause.toMillis() + " ms");
        recording.start();
    }

    /** @throws ControlException 501 when this JVM has no Flight Recorder, or it does not start */
    static HolderRecording begin(Duration mostPause, Runnable collect, Runnable closed) {
        try {
            Recording recording = new Recording();
            try {
                return new HolderRecording(recording, mostPause, collect, closed);
            } catch (RuntimeException e) {
                recording.close();
                throw e;
            }
        } catch (LinkageError e) {
            throw new ControlException(
                    501,
                    "This program runs without the module jdk.jfr, which finds out who holds what.",
                    "Start it with --add-modules jdk.jfr, or take a heap dump.");
        } catch (RuntimeException e) {
            throw new ControlException(
                    501, "Flight Recorder does not start: " + e.getMessage(), "See what it says, or take a heap dump.");
        }
    }

    @Override
    public HeldObjects end() {
        collect.run();
        Duration span = Duration.between(begun, Instant.now());
        recording.stop();
        Path file = null;
        try {
            file = Files.createTempFile("oomtrace", ".jfr");
            recording.dump(file);
            return read(span, RecordingFile.readAllEvents(file));
        } catch (IOException e) {
            throw new ControlException(
                    500, "The recording cannot be read: " + e, "See whether there is room in java.io.tmpdir.");
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // It is the system's to clear away.
        }
    }

    private static HeldObjects read(Duration span, List<RecordedEvent> events) {
        List<HeldObject> objects = new ArrayList<>();
        Duration pause = Duration.ZERO;
        int unreached = 0;
        for (RecordedEvent event : events) {
            if (!event.getEventType().getName().equals(EVENT)) {
                continue;
            }
            pause = pause.compareTo(event.getDuration()) < 0 ? event.getDuration() : pause;
            RecordedObject root = event.getValue("root");
            if (root == null) {
                unreached++;
            } else {
                objects.add(held(event, root));
            }
        }
        return new HeldObjects(Instant.now(), span, pause, objects, unreached);
    }

    private static HeldObject held(RecordedEvent event, RecordedObject root) {
        RecordedObject object = event.getValue("object");
        List<ReferenceStep> leafFirst = new ArrayList<>();
        for (RecordedObject reference = object.getValue("referrer"); reference != null; ) {
            RecordedObject holder = reference.getValue("object");
            ReferenceStep step = step(reference, holder);
            leafFirst.add(step);
            // What holds a class is its loader, in the end: nobody wants to know.
            reference = step.ofClass() || holder == null ? null : holder.getValue("referrer");
        }
        Collections.reverse(leafFirst);
        boolean ofClass = !leafFirst.isEmpty() && leafFirst.get(0).ofClass();
        return new HeldObject(site(event, object), ofClass ? "" : root(root), leafFirst);
    }

    private static ReferenceStep step(RecordedObject reference, RecordedObject holder) {
        int skipped = reference.getInt("skip");
        String type = type(holder);
        RecordedObject element = reference.getValue("array");
        if (element != null) {
            return new ReferenceStep(type, "", false, element.getInt("index"), skipped);
        }
        RecordedObject field = reference.getValue("field");
        if (field == null) {
            return new ReferenceStep(type, "(unknown)", false, 0, skipped);
        }
        boolean ofClass = Modifier.isStatic(field.getShort("modifiers"));
        String description = holder == null ? null : holder.getString("description");
        String name = ofClass && description != null && description.startsWith(CLASS_NAME)
                ? description.substring(CLASS_NAME.length())
                : type;
        return new ReferenceStep(name, field.getString("name"), ofClass, 0, skipped);
    }

    /** {@code Threads: Stack Variable, Thread Name: main}. */
    private static String root(RecordedObject root) {
        String description = root.getString("description");
        return root.getString("system") + ": " + root.getString("type")
                + (description == null || description.isEmpty() ? "" : ", " + description);
    }

    private static Site site(RecordedEvent event, RecordedObject object) {
        RecordedThread thread = event.getThread();
        String name = thread == null ? null : thread.getJavaName();
        return new Site(
                stack(event.getStackTrace()), type(object), name == null ? "" : Names.thread(name), Values.zero(0));
    }

    private static String type(RecordedObject object) {
        RecordedClass type = object == null ? null : object.getClass("type");
        return type == null ? "(unknown)" : Names.type(type.getName());
    }

    private static CallStack stack(RecordedStackTrace trace) {
        if (trace == null) {
            return CallStack.EMPTY;
        }
        List<Frame> leafFirst = new ArrayList<>();
        for (RecordedFrame frame : trace.getFrames()) {
            if (frame.isJavaFrame()) {
                leafFirst.add(new Frame(
                        frame.getMethod().getType().getName(), frame.getMethod().getName(), "", frame.getLineNumber()));
            }
        }
        return CallStack.of(leafFirst, trace.isTruncated());
    }

    @Override
    public void close() {
        try {
            recording.close();
        } finally {
            closed.run();
        }
    }
}

package io.oomtrace.agent;

import io.oomtrace.export.Format;
import io.oomtrace.export.Question;
import io.oomtrace.http.ControlException;
import io.oomtrace.http.KeptSnapshots;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.QueryParameters;
import io.oomtrace.snapshot.Snapshot;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers as the HTTP endpoint does. Safe on any thread. */
final class ManagementBean implements OomtraceMBean {
    static final String NAME = "io.oomtrace:type=Oomtrace";

    private final AgentTarget target;

    ManagementBean(AgentTarget target) {
        this.target = target;
    }

    @Override
    public boolean isRecording() {
        return target.isRecording();
    }

    @Override
    public long getTracedBytes() {
        return Math.round(target.traced().current().value(0));
    }

    @Override
    public long getPeakBytes() {
        return Math.round(target.traced().peak().value(0));
    }

    @Override
    public long getMemoryBytes() {
        return target.memoryBytes();
    }

    @Override
    public int getTracebackLimit() {
        return target.depth();
    }

    @Override
    public void setTracebackLimit(int frames) {
        told(() -> target.depth(frames));
    }

    @Override
    public void start() {
        told(target::start);
    }

    @Override
    public void stop() {
        told(target::stop);
    }

    @Override
    public void reset() {
        target.reset();
    }

    @Override
    public void resetPeak() {
        target.resetPeak();
    }

    @Override
    public String snapshot(String query) {
        return told(() -> question(query).on(target.allocations(), target::sources));
    }

    @Override
    public String threads(String query) {
        return told(() -> question(query).on(target.threads(), target::sources));
    }

    @Override
    public String keep(String name) {
        return told(() -> target.kept()
                .keep(name == null ? "" : name, () -> target.capture(false))
                .name());
    }

    @Override
    public void drop(String name) {
        told(() -> target.kept().delete(name));
    }

    @Override
    public String diff(String from, String to, String query) {
        Function<String, Snapshot> named = name -> name.equals(KeptSnapshots.NOW)
                ? target.allocations()
                : capture(name).allocations();
        return told(() -> question(query).between(named.apply(from), named.apply(to)));
    }

    private Capture capture(String name) {
        return target.kept().capture(name);
    }

    private Question question(String query) {
        return Question.parse(QueryParameters.split(query == null ? "" : query), Format.TEXT)
                .withBlameSkip(target.blameSkip());
    }

    @Override
    public String objectTraceback(Object object) {
        return target.traceback(object);
    }

    private static void told(Runnable action) {
        told(() -> {
            action.run();
            return null;
        });
    }

    private static <T> T told(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (ControlException e) {
            throw new IllegalArgumentException(e.getMessage() + ' ' + e.hint());
        } catch (QueryException e) {
            throw new IllegalArgumentException(e.getMessage() + ' ' + e.hint());
        }
    }
}

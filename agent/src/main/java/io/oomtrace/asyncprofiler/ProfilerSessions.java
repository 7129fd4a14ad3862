package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.List;

/** Who has async-profiler: it has one state for the whole process, so one at a time. Any thread. */
public final class ProfilerSessions {
    private static final String NOBODY = "";

    private final Instrumentation instrumentation;
    private String user = NOBODY;

    public ProfilerSessions(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Loads async-profiler, unless it is loaded; it stays in the JVM from then on.
     *
     * @throws UnavailableException when that cannot be
     */
    public void open() throws UnavailableException {
        ProfilerLibrary.open(instrumentation);
    }

    /**
     * Begins to record.
     *
     * @param forWhat for people, if somebody else wants it meanwhile
     * @param events of async-profiler's options, what is recorded and how often
     * @param depth of stacks
     * @throws BusyException when somebody has it
     * @throws UnavailableException when it cannot be loaded, or refuses
     */
    synchronized ProfilerSession begin(String forWhat, String events, int depth)
            throws BusyException, UnavailableException {
        if (!user.equals(NOBODY)) {
            throw new BusyException(user);
        }
        Profiler profiler = ProfilerLibrary.open(instrumentation);
        try {
            List<Path> places = PrivateFolder.places(System.getProperties(), System.getenv());
            ProfilerSession session = ProfilerSession.begin(profiler, places, events, depth, this::ended);
            user = forWhat;
            return session;
        } catch (IOException e) {
            throw new UnavailableException("async-profiler's recording cannot be written: " + e.getMessage(), e);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnavailableException("async-profiler does not start: " + e.getMessage(), e);
        }
    }

    private synchronized void ended() {
        user = NOBODY;
    }
}

package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import java.util.List;

/**
 * How the agent is to run.
 *
 * @param engine what samples allocations: {@link AllocationEngine}
 * @param nativeMemory whether calls of malloc and free are sampled, too
 * @param depth frames kept of a stack
 * @param allocation sampling settings
 * @param http whether to open the endpoint
 * @param bind address of the endpoint
 * @param port first port to try; 0 for any
 * @param token bearer token asked of every request; empty for none
 * @param blameSkip packages that are not named for what they allocate, beside the JDK's
 * @param exclude packages whose classes are not instrumented
 * @param exact packages and classes of which every allocation is counted
 * @param sources directories and jars in which the text of source files is looked for
 * @param tools whether to run in the JDK's own tools when {@code JAVA_TOOL_OPTIONS} loads the agent into them
 * @param quiet no start-up line
 */
record Options(
        String engine,
        boolean nativeMemory,
        int depth,
        AllocationSettings allocation,
        boolean http,
        String bind,
        int port,
        String token,
        List<String> blameSkip,
        List<String> exclude,
        List<String> exact,
        List<String> sources,
        boolean tools,
        boolean quiet) {

    /** Whether what is recorded or instrumented differs, so that recording has to begin anew. */
    boolean recordsLike(Options other) {
        return engine.equals(other.engine)
                && nativeMemory == other.nativeMemory
                && allocation.equals(other.allocation)
                && exclude.equals(other.exclude)
                && exact.equals(other.exact);
    }

    boolean servesLike(Options other) {
        return http == other.http && bind.equals(other.bind) && port == other.port && token.equals(other.token);
    }
}

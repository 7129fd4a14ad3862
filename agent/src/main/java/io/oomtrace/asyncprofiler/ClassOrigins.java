package io.oomtrace.asyncprofiler;

/** Where classes come from, which async-profiler's recordings do not tell. Any thread. */
public interface ClassOrigins {
    /** Nothing is known. */
    ClassOrigins NONE = className -> Origin.UNKNOWN;

    /**
     * @param fileName source file without folder; empty if unknown
     * @param module name of the module, or of the jar or folder; empty if unknown
     * @param own whether it is a class of the agent's
     */
    record Origin(String fileName, String module, boolean own) {
        public static final Origin UNKNOWN = new Origin("", "", false);
    }

    /** @param className binary name with dots */
    Origin of(String className);
}

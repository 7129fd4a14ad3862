package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * async-profiler's library (4.5), by processor. A JVM cannot give up a library that listens to it: once loaded it stays, idle,
 * and is found again when the agent is taken out and comes back.
 */
enum ProfilerLibrary {
    /** glibc and musl alike. */
    X64(
            List.of("amd64", "x86_64"),
            "libs/libasyncProfiler-4.5-linux-x64.so",
            "3c03ce90c8c34332480d14cb0a5b9eb380c0dbc0da915486b3348bcfaf026d61"),
    ARM64(
            List.of("aarch64", "arm64"),
            "libs/libasyncProfiler-4.5-linux-arm64.so",
            "387d881ea5569ac0d138e024144efecfed8b760031b156404a16fc5ee782c4b1");

    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final String FILE = "libasyncprofiler";

    /** Guarded by the class; null before. */
    private static Profiler loaded;

    private final List<String> architectures;
    private final String entry;
    private final String sha256;

    ProfilerLibrary(List<String> architectures, String entry, String sha256) {
        this.architectures = architectures;
        this.entry = entry;
        this.sha256 = sha256;
    }

    /** In the jar. */
    String entry() {
        return entry;
    }

    String sha256() {
        return sha256;
    }

    /**
     * @param system as in the property {@code os.name}
     * @param architecture as in the property {@code os.arch}
     */
    static ProfilerLibrary of(String system, String architecture) throws UnavailableException {
        if (system.equals("Linux")) {
            for (ProfilerLibrary library : values()) {
                if (library.architectures.contains(architecture)) {
                    return library;
                }
            }
        }
        throw new UnavailableException("async-profiler's library is for Linux on AMD64 and ARM64, and this is " + system
                + " on " + architecture);
    }

    /**
     * Loads it, unless it has been.
     *
     * @throws UnavailableException when it cannot be, or when somebody else in this JVM has an async-profiler of their own
     */
    static synchronized Profiler open(Instrumentation instrumentation) throws UnavailableException {
        if (loaded == null) {
            ProfilerLibrary library = of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
            requireNoOther();
            loaded = library.load(instrumentation);
        }
        return loaded;
    }

    private Profiler load(Instrumentation instrumentation) throws UnavailableException {
        ClassLoader own = ProfilerLibrary.class.getClassLoader();
        Profiler[] opened = new Profiler[1];
        try {
            ProfilerModule module = ProfilerModule.define(own, instrumentation);
            LibraryFile.read(own, entry, sha256)
                    .load(
                            PrivateFolder.places(System.getProperties(), System.getenv()),
                            file -> opened[0] = module.load(file));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnavailableException("async-profiler cannot be called: " + e, e);
        }
        return opened[0];
    }

    /** Two of them would patch the same functions and take the same signals. */
    private static void requireNoOther() throws UnavailableException {
        try {
            // Names of files can be in any encoding.
            for (String line : Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1)) {
                if (line.toLowerCase(Locale.ROOT).contains(FILE)) {
                    throw new UnavailableException(
                            "another async-profiler is in this JVM (started with -agentpath, attached, or another"
                                    + " oomtrace.jar's), and two would get in each other's way. Restart the program"
                                    + " without it");
                }
            }
        } catch (IOException e) {
            // A system that hides its maps: then nobody can tell.
        }
    }
}

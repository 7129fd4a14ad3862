package io.oomtrace.benchmarks.workload;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The workloads by name. */
public enum Workloads {
    ECJ("Eclipse compiler compiles commons-math3", 17, "org.eclipse.jdt.internal.compiler.ast", 50, 16) {
        @Override
        public Workload open(Path sources) throws Exception {
            return new EclipseCompiler(sources);
        }
    },
    H2("H2 in memory, mixed SQL, 4 threads", 17, "org.h2.value", 36, 24) {
        @Override
        public Workload open(Path sources) throws Exception {
            return new MixedSql();
        }
    },
    JACKSON("Jackson builds, writes and parses documents", 17, "tools.jackson.databind.node", 20, 24) {
        @Override
        public Workload open(Path sources) {
            return new JsonDocuments();
        }
    },
    LUCENE("Lucene indexes and searches", 17, "org.apache.lucene.index", 40, 12) {
        @Override
        public Workload open(Path sources) {
            return new SearchIndex();
        }
    },
    VIRTUAL("a server with a virtual thread for each request", 21, "io.oomtrace.benchmarks.workload", 24, 24) {
        @Override
        public Workload open(Path sources) throws Exception {
            return new VirtualThreadServer();
        }
    };

    private final String summary;
    private final int firstJava;
    private final String busyPackage;
    private final int warmUpSeconds;
    private final int turns;

    Workloads(String summary, int firstJava, String busyPackage, int warmUpSeconds, int turns) {
        this.summary = summary;
        this.firstJava = firstJava;
        this.busyPackage = busyPackage;
        this.warmUpSeconds = warmUpSeconds;
        this.turns = turns;
    }

    /** @param sources the jar of sources to compile */
    public abstract Workload open(Path sources) throws Exception;

    public String summary() {
        return summary;
    }

    /** One that much of it is allocated in. */
    public String busyPackage() {
        return busyPackage;
    }

    /** At least, on two processors; it goes on until the compilers are done. */
    public int warmUpSeconds() {
        return warmUpSeconds;
    }

    /** That are enough: fewer where an iteration takes seconds. */
    public int turns() {
        return turns;
    }

    /** Those that run on a Java of that feature version. */
    public static List<Workloads> on(int feature) {
        return Arrays.stream(values())
                .filter(workload -> feature >= workload.firstJava)
                .toList();
    }
}

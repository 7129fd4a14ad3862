package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.Repository;
import io.oomtrace.fork.program.ForeignMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Eclipse compiler, compiling a part of commons-math3 and what that part needs. */
class EclipseCompilerIT {
    private static final Path SOURCES = Repository.file("agent/target/foreign/commons-math3");

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void compilesAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "ecj",
                        "org.eclipse.jdt.",
                        Map.of(),
                        "classes/org/apache/commons/math3/linear/QRDecomposition.class",
                        0,
                        ForeignMain.class.getName(),
                        List.of(
                                "org.eclipse.jdt.internal.compiler.batch.Main",
                                "-noExit",
                                "-nowarn",
                                "-17",
                                "-encoding",
                                "UTF-8",
                                "-proc:none",
                                "-sourcepath",
                                SOURCES.toString(),
                                "-d",
                                "classes",
                                SOURCES.resolve("org/apache/commons/math3/linear")
                                        .toString()))
                .behavesTheSame(jdk);
    }
}

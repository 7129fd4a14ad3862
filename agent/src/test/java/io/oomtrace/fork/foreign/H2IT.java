package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.program.DatabaseLoad;
import io.oomtrace.fork.program.ForeignMain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** H2, a database in the process, under load through JDBC. */
class H2IT {
    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void answersAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "h2",
                        "org.h2.",
                        Map.of(),
                        "rows inserted: 32000",
                        0,
                        ForeignMain.class.getName(),
                        List.of(DatabaseLoad.class.getName(), "jdbc:h2:mem:load"))
                .behavesTheSame(jdk);
    }
}

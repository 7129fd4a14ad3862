package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.program.ForeignMain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Groovy, compiling a script and running the classes its compiler made. */
class GroovyIT {
    private static final String INVOICE = """
            class Line { String item; int pieces; BigDecimal price; BigDecimal getSum() { pieces * price } }

            trait Taxed { BigDecimal withTax(BigDecimal net) { (net * 1.19).setScale(2, java.math.RoundingMode.HALF_UP) } }

            class Invoice implements Taxed {
                List<Line> lines = []
                def leftShift(Line line) { lines << line; this }
                def total() { withTax(lines*.sum.sum() as BigDecimal) }
            }

            def invoice = new Invoice()
            20_000.times { i -> invoice << new Line(item: "item ${i % 31}", pieces: i % 7 + 1, price: (i % 13) * 0.25) }
            println invoice.total()
            println invoice.lines.groupBy { it.item }.collectEntries { k, v -> [k, v.size()] }.sort().take(3)
            int[][] grid = new int[40][50]
            grid.eachWithIndex { row, y -> row.eachWithIndex { _, x -> grid[y][x] = x * y } }
            println grid.collect { it.sum() }.sum()
            """;

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void runsAScriptAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "groovy",
                        "org.codehaus.groovy.",
                        Map.of("invoice.groovy", INVOICE),
                        "955500", // 0 + … + 39 times 0 + … + 49
                        0,
                        ForeignMain.class.getName(),
                        List.of("groovy.ui.GroovyMain", "invoice.groovy"))
                .behavesTheSame(jdk);
    }
}

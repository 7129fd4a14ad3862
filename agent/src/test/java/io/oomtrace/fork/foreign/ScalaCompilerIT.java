package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.program.ForeignMain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Scala 3 compiler, itself compiled by it. */
class ScalaCompilerIT {
    private static final String TREES = """
            package trees

            enum Tree[+A]:
              case Leaf
              case Node(left: Tree[A], value: A, right: Tree[A])

              def size: Int = this match
                case Leaf => 0
                case Node(l, _, r) => l.size + 1 + r.size

            object Tree:
              given [A](using order: Ordering[A]): Conversion[A, Tree[A]] = a => Node(Leaf, a, Leaf)
              def insert[A: Ordering](tree: Tree[A], a: A): Tree[A] = tree match
                case Leaf => Node(Leaf, a, Leaf)
                case Node(l, v, r) if summon[Ordering[A]].lt(a, v) => Node(insert(l, a), v, r)
                case Node(l, v, r) => Node(l, v, insert(r, a))

            @main def run(): Unit =
              val tree = (1 to 100).map(_ * 37 % 101).foldLeft(Tree.Leaf: Tree[Int])(Tree.insert)
              println(tree.size)
            """;

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void compilesAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "scala",
                        "dotty.tools.",
                        Map.of("Trees.scala", TREES),
                        "trees/Tree$.class",
                        0,
                        ForeignMain.class.getName(),
                        List.of(
                                "dotty.tools.dotc.Main#process",
                                "-color",
                                "never",
                                "-usejavacp",
                                "-d",
                                ".",
                                "Trees.scala"))
                .behavesTheSame(jdk);
    }
}

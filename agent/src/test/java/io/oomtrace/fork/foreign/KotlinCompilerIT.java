package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.OnEachJdk;
import io.oomtrace.fork.program.ForeignMain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Kotlin compiler, itself compiled by it. */
class KotlinCompilerIT {
    private static final String SHAPES = """
            package shapes

            sealed interface Shape { val area: Double }
            data class Circle(val radius: Double) : Shape { override val area get() = Math.PI * radius * radius }
            data class Square(val side: Double) : Shape { override val area get() = side * side }

            class Drawing<T : Shape>(private val shapes: MutableList<T> = mutableListOf()) : Iterable<T> by shapes {
                operator fun plusAssign(shape: T) { shapes += shape }
                fun largest(): T? = shapes.maxByOrNull { it.area }
                suspend fun each(action: suspend (T) -> Unit) { for (shape in shapes) action(shape) }
            }

            object Names { fun of(shape: Shape) = when (shape) { is Circle -> "circle"; is Square -> "square" } }

            fun main() {
                val drawing = Drawing<Shape>()
                for (i in 1..10) drawing += if (i % 2 == 0) Circle(i.toDouble()) else Square(i * 2.0)
                println(drawing.groupBy { Names.of(it) }.mapValues { (_, shapes) -> shapes.sumOf { it.area } })
            }
            """;

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void compilesAsWithoutTheAgent(Jdk jdk) {
        new ForeignProgram(
                        "kotlin",
                        "org.jetbrains.kotlin.",
                        Map.of("Shapes.kt", SHAPES),
                        "classes/shapes/ShapesKt.class",
                        0,
                        ForeignMain.class.getName(),
                        List.of(
                                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                                "-no-stdlib",
                                "-no-reflect",
                                "-cp",
                                ForeignJars.of("kotlin")
                                        .artifact("kotlin-stdlib")
                                        .toString(),
                                "-d",
                                "classes",
                                "Shapes.kt"))
                .behavesTheSame(jdk);
    }
}

package io.oomtrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.hook.Allocations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the bytecode of the hook: what runs behind every allocation of the application may not do what it measures. */
class HookClassesTest {
    /** Called when an HTTP server is made or the JVM exits, not behind allocations and thread starts. */
    private static final List<String> SELDOM = List.of("HttpServerLogger.class", "LastAct.class");

    /** Left alone by {@code Untouchable}, and as little as an instruction once it is compiled. */
    private static final String ATOMIC = "java/util/concurrent/atomic/AtomicLongArray";

    static List<Path> classes() throws Exception {
        Path folder = Path.of(Allocations.class.getResource("Allocations.class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !SELDOM.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void allocatesNothingLocksNothingAndCallsNothingInstrumented(Path file) throws Exception {
        List<String> forbidden = new ArrayList<>();
        new ClassReader(Files.readAllBytes(file)).accept(visitor(forbidden), 0);
        assertThat(forbidden).isEmpty();
    }

    private static ClassVisitor visitor(List<String> forbidden) {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String method, String descriptor, String signature, String[] exceptions) {
                boolean initializer = method.equals("<clinit>");
                if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                    forbidden.add(method + " is synchronized");
                }
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitTypeInsn(int opcode, String type) {
                        if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY && !initializer) {
                            forbidden.add(method + " allocates " + type);
                        }
                    }

                    @Override
                    public void visitIntInsn(int opcode, int operand) {
                        if (opcode == Opcodes.NEWARRAY && !initializer) {
                            forbidden.add(method + " allocates an array");
                        }
                    }

                    @Override
                    public void visitInsn(int opcode) {
                        if (opcode == Opcodes.MONITORENTER) {
                            forbidden.add(method + " locks");
                        }
                    }

                    @Override
                    public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... rest) {
                        forbidden.add(method + " uses invokedynamic");
                    }

                    @Override
                    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean itf) {
                        boolean known = owner.startsWith("io/oomtrace/hook/")
                                || owner.equals("java/lang/Object")
                                || owner.equals("java/lang/Thread")
                                || owner.equals(ATOMIC);
                        if (!known) {
                            forbidden.add(method + " calls " + owner + "." + name);
                        }
                    }
                };
            }
        };
    }
}

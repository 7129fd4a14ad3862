package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The patcher against the visitor that finds allocations by simulating operand stacks, and against ASM, which writes the
 * class file then: two ways that have no code in common but the calls of the hook. That the visitor is right is shown by
 * {@link AllocationInstrumentationTest}.
 */
class ClassPatcherTest {
    private final AtomicInteger classes = new AtomicInteger();
    private final AtomicInteger patched = new AtomicInteger();
    private final AtomicInteger unusual = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"java.base", "jdk.compiler", "java.xml"})
    void makesOfEveryClassOfTheJdkWhatAsmMakes(String module) throws IOException {
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(this::compare);
        }
        assertThat(classes).hasValueGreaterThan(1000);
        assertThat(patched).hasValueGreaterThan(classes.get() / 4);
        assertThat(unusual).hasValueLessThan(classes.get() / 50);
    }

    private void compare(Path file) {
        byte[] original;
        try {
            original = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        classes.incrementAndGet();
        byte[] here;
        try {
            here = ClassPatcher.patch(original, new AllocationSites());
        } catch (UnusualClassException e) {
            unusual.incrementAndGet();
            return;
        }
        byte[] there = AllocationWriter.write(original, Handover.ON_STACK, null, new AllocationSites());
        if (here == null) {
            assertThat(there).as(file + " allocates nothing").isNull();
            return;
        }
        patched.incrementAndGet();
        assertThat(canonical(here)).as(file.toString()).isEqualTo(canonical(there));
    }

    /**
     * Written by ASM alone, with the same constant pool and the same forms of the same frames, whoever wrote it
     * first.
     */
    private static byte[] canonical(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new StackSizeLeftOut(
                                        super.visitMethod(access, name, descriptor, signature, thrown));
                            }
                        },
                        ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    /** ASM's visitor asks for a slot more than is needed. */
    private static final class StackSizeLeftOut extends MethodVisitor {
        StackSizeLeftOut(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(0, maxLocals);
        }
    }
}

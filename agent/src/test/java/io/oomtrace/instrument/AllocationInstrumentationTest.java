package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.hook.Allocations;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
class AllocationInstrumentationTest {
    private final InstrumentedLoader loader;

    AllocationInstrumentationTest(Handover handover) {
        loader = new InstrumentedLoader(handover);
    }

    private List<?> call(Class<?> type, String method, Object... arguments) throws Exception {
        for (var candidate : type.getDeclaredMethods()) {
            if (candidate.getName().equals(method)) {
                return (List<?>) candidate.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodException(method);
    }

    private Class<?> shapes() throws Exception {
        Class<?> shapes = loader.copyOf(Shapes.class);
        for (Class<?> inner : new Class<?>[] {Shapes.Point.class, Shapes.Nested.class}) {
            loader.copyOf(inner);
        }
        return shapes;
    }

    /** What was reported, in order, but for what the method needs to return its list. */
    private List<Object> reported(String method, Object... arguments) throws Exception {
        Class<?> shapes = shapes();
        call(shapes, method, arguments);
        try (RecordingListener listener = new RecordingListener()) {
            List<?> truth = call(shapes, method, arguments);
            List<Object> reported = List.copyOf(listener.allocated());
            assertThat(reported)
                    .usingElementComparator((a, b) -> a == b ? 0 : 1)
                    .containsAll(truth);
            return reported;
        }
    }

    @Test
    void objectsAreReportedOnceTheirConstructorReturned() throws Exception {
        assertThat(reported("objects")).hasSize(2 + 1 /* asList's array */);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void argumentsOfSuperAreReported(boolean flag) throws Exception {
        assertThat(reported("beforeSuper", flag)).hasSize(2 + 1);
    }

    @Test
    void arraysOfEveryKind() throws Exception {
        assertThat(reported("arrays")).hasSize(10 + 1 /* the list */);
    }

    @Test
    void everyArrayOfAMultiArray() throws Exception {
        assertThat(reported("multi")).hasSize(4 + 1);
    }

    @Test
    void callsThatAllocateTheirResult() throws Exception {
        assertThat(reported("calls")).hasSize(8 + 1 + /* copyOfRange's source, empty varargs of two calls */ 3);
    }

    @Test
    void exceptionHandlers() throws Exception {
        assertThat(reported("inHandler")).hasSize(2 + 1 + /* char[] */ 1);
    }

    @Test
    void argumentsOfTwoSlots() throws Exception {
        try (RecordingListener listener = new RecordingListener()) {
            call(shapes(), "wide", 5L, 0.5);
            assertThat(listener.names()).containsExactly("ArrayList", "Point", "Point");
        }
    }

    @Test
    void aClassWithoutAllocationsIsLeftAlone() {
        byte[] bytes = generate(V17, code -> {
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        });
        assertThat(loader.transformer.transform(loader, "Generated", null, null, bytes))
                .isNull();
        assertThat(loader.transformer.failures()).isZero();
    }

    /** ecj leaves out the dup of {@code new Foo(…);}; here with a branch, and so a frame, inside the arguments. */
    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_4, V1_5, V17})
    void aResultThatIsNotUsedIsReported(int version) throws Exception {
        Class<?> type = loader.define("Generated", generate(version, code -> {
            Label created = new Label();
            Label other = new Label();
            Label join = new Label();
            code.visitLabel(created);
            code.visitTypeInsn(NEW, "java/lang/Integer");
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, other);
            code.visitIntInsn(BIPUSH, 17);
            code.visitJumpInsn(GOTO, join);
            code.visitLabel(other);
            if (version >= V1_6) {
                code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 1, new Object[] {created});
            }
            code.visitIntInsn(BIPUSH, 23);
            code.visitLabel(join);
            if (version >= V1_6) {
                code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 2, new Object[] {created, INTEGER});
            }
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Integer", "<init>", "(I)V", false);
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        }));
        for (int flag = 0; flag <= 1; flag++) {
            try (RecordingListener listener = new RecordingListener()) {
                type.getMethod("run", boolean.class).invoke(null, flag == 1);
                assertThat(listener.allocated()).containsExactly(flag == 1 ? 17 : 23);
            }
        }
    }

    /** Scala and Groovy put the reference below an argument that is on the stack already: new, dup_x1, swap. */
    @Test
    void anArgumentMadeBeforeItsObject() throws Exception {
        Class<?> type = loader.define("Generated", generate(V17, code -> {
            code.visitIntInsn(BIPUSH, 42);
            code.visitTypeInsn(NEW, "java/lang/Integer");
            code.visitInsn(DUP_X1);
            code.visitInsn(SWAP);
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Integer", "<init>", "(I)V", false);
            code.visitInsn(ARETURN);
        }));
        try (RecordingListener listener = new RecordingListener()) {
            Object made = type.getMethod("run", boolean.class).invoke(null, true);
            assertThat(listener.allocated()).hasSize(1);
            assertThat(listener.allocated().get(0)).isSameAs(made);
        }
    }

    /** A class file of Java 1.1 with a subroutine, as old libraries have them. */
    @Test
    void subroutinesOfOldClassFiles() throws Exception {
        Class<?> type = loader.define("Generated", generate(V1_1, code -> {
            Label subroutine = new Label();
            code.visitJumpInsn(JSR, subroutine);
            code.visitTypeInsn(NEW, "java/lang/Object");
            code.visitInsn(DUP);
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            code.visitInsn(ARETURN);
            code.visitLabel(subroutine);
            code.visitVarInsn(ASTORE, 1);
            code.visitInsn(ICONST_3);
            code.visitIntInsn(NEWARRAY, T_LONG);
            code.visitInsn(POP);
            code.visitVarInsn(RET, 1);
        }));
        try (RecordingListener listener = new RecordingListener()) {
            type.getMethod("run", boolean.class).invoke(null, true);
            assertThat(listener.names()).containsExactly("long[3]", "Object");
        }
    }

    @Test
    void aMethodThatWouldGetTooLongToCompileIsLeftAlone() throws Exception {
        byte[] original = generate(V17, code -> {
            for (int i = 0; i < 1500; i++) {
                code.visitInsn(ICONST_0);
                code.visitIntInsn(NEWARRAY, T_INT);
                code.visitInsn(POP);
            }
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        });
        Class<?> type = loader.define("Generated", original);
        assertThat(loader.transformer.methodsTooLong()).isEqualTo(1);
        try (RecordingListener listener = new RecordingListener()) {
            type.getMethod("run", boolean.class).invoke(null, true);
            assertThat(listener.allocated()).isEmpty();
        }
    }

    @Test
    void aMethodAtTheLimitOfTheClassFileIsLeftAlone() throws Exception {
        loader.define("Generated", generate(V17, code -> {
            for (int i = 0; i < 14_000; i++) {
                code.visitInsn(ICONST_0);
                code.visitIntInsn(NEWARRAY, T_INT);
                code.visitInsn(POP);
            }
            code.visitInsn(ACONST_NULL);
            code.visitInsn(ARETURN);
        }));
        assertThat(loader.transformer.methodsTooLong()).isEqualTo(1);
    }

    @Test
    void aClassFileThatCannotBeReadIsCountedAndLeftAlone() {
        assertThat(loader.transformer.transform(loader, "Broken", null, null, new byte[] {1, 2, 3}))
                .isNull();
        assertThat(loader.transformer.failures()).isEqualTo(1);
        assertThat(loader.transformer.lastFailure()).contains("Broken");
    }

    @Test
    void nothingIsReportedWithoutListener() throws Exception {
        Class<?> shapes = shapes();
        long failures = Allocations.failures();
        assertThat(call(shapes, "arrays")).hasSize(10);
        assertThat(Allocations.failures()).isEqualTo(failures);
    }

    private static byte[] generate(int version, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, ACC_PUBLIC | ACC_SUPER, "Generated", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "run", "(Z)Ljava/lang/Object;", null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        byte[] bytes = writer.toByteArray();
        assertThat(new ClassReader(bytes).getClassName()).isEqualTo("Generated");
        return bytes;
    }
}

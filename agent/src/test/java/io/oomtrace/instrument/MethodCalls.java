package io.oomtrace.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Reads which methods each method of a class file calls, in the order of the bytecode. */
final class MethodCalls extends ClassVisitor {
    /** Stands for a plain return. */
    static final String RETURN = "return";

    private final Map<String, List<String>> calls = new TreeMap<>();
    private String name;

    private MethodCalls() {
        super(Opcodes.ASM9);
    }

    /** By name and descriptor; calls of the hook begin with {@code hook: }, of an own constructor with {@code this}. */
    static Map<String, List<String>> in(byte[] classFile) {
        MethodCalls reader = new MethodCalls();
        new ClassReader(classFile).accept(reader, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
        return reader.calls;
    }

    @Override
    public void visit(int version, int access, String className, String signature, String parent, String[] interfaces) {
        name = className;
    }

    @Override
    public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] thrown) {
        List<String> called = new ArrayList<>();
        calls.put(method + descriptor, called);
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String callee, String type, boolean isInterface) {
                if (owner.equals("io/oomtrace/hook/Threads")) {
                    called.add("hook: " + callee);
                } else {
                    called.add(owner.equals(name) && callee.equals("<init>") ? "this.<init>" : callee);
                }
            }

            @Override
            public void visitInsn(int opcode) {
                if (opcode == Opcodes.RETURN) {
                    called.add(RETURN);
                }
            }
        };
    }
}

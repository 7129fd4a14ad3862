package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Puts calls to {@link io.oomtrace.hook.Threads} into the JDK's classes that start and end threads and that make and
 * shut down executors. Only straight-line code is inserted, so stack map frames stay as they are.
 *
 * <ul>
 *   <li>Platform threads, and virtual ones bound to one, start in {@code Thread.start0}, which {@code Thread.start} calls
 *       (two of that name since JDK 19); the JVM calls {@code Thread.exit} as a thread's last act.
 *   <li>Virtual threads start in {@code VirtualThread.start}, once the state has been checked, and end in {@code
 *       afterDone} ({@code afterTerminate} before JDK 24).
 *   <li>An executor is made where its constructor returns that calls no other of its own.
 * </ul>
 */
final class ThreadHooks extends ClassVisitor {
    private static final String HOOK = "io/oomtrace/hook/Threads";

    /** The methods that shut each kind of executor down. */
    private static final Map<String, Set<String>> EXECUTORS = Map.of(
            "java/util/concurrent/ThreadPoolExecutor", Set.of("shutdown", "shutdownNow"),
            "java/util/concurrent/ForkJoinPool", Set.of("shutdown", "shutdownNow", "close"),
            "java/util/concurrent/ThreadPerTaskExecutor", Set.of("shutdown", "shutdownNow", "close"),
            "java/util/Timer", Set.of("cancel"),
            "java/lang/ref/Cleaner", Set.of());

    private static final Set<String> THREADS = Set.of("java/lang/Thread", "java/lang/VirtualThread");

    private final String owner;
    private String superName;

    ThreadHooks(ClassVisitor next, String owner) {
        super(ASM9, next);
        this.owner = owner;
    }

    static boolean appliesTo(String internalName) {
        return THREADS.contains(internalName) || EXECUTORS.containsKey(internalName);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        this.superName = superName;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        Set<String> shutdowns = EXECUTORS.get(owner);
        if (shutdowns == null) {
            return threadMethod(next, name, descriptor);
        }
        if (shutdowns.contains(name)) {
            return new AtEntry(next, "executorShutdown", "(Ljava/lang/Object;)V");
        }
        return name.equals("<init>") ? new AtConstructed(next) : next;
    }

    private MethodVisitor threadMethod(MethodVisitor next, String name, String descriptor) {
        return switch (name) {
            case "start" -> new AtStart(next);
            case "exit" -> new AtEntry(next, "ended", "(Ljava/lang/Thread;)V");
            case "afterDone", "afterTerminate" ->
                descriptor.equals("(Z)V") ? new AtEntry(next, "ended", "(Ljava/lang/Thread;)V") : next;
            default -> next;
        };
    }

    /** A method of an instance that gets calls of the hook with {@code this}. */
    private abstract static class WithHook extends MethodVisitor {
        WithHook(MethodVisitor next) {
            super(ASM9, next);
        }

        void hook(String name, String descriptor) {
            // stack: …
            super.visitVarInsn(ALOAD, 0);
            // stack: …, this
            super.visitMethodInsn(INVOKESTATIC, HOOK, name, descriptor, false);
            // stack: …
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(maxStack + 1, maxLocals);
        }
    }

    private static final class AtEntry extends WithHook {
        private final String hook;
        private final String descriptor;

        AtEntry(MethodVisitor next, String hook, String descriptor) {
            super(next);
            this.hook = hook;
            this.descriptor = descriptor;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            hook(hook, descriptor);
        }
    }

    private static final class AtStart extends WithHook {
        AtStart(MethodVisitor next) {
            super(next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (name.equals("start0") || name.equals("setThreadContainer") && owner.endsWith("VirtualThread")) {
                hook("starting", "(Ljava/lang/Thread;)V");
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    private final class AtConstructed extends WithHook {
        private boolean callsSuper;

        AtConstructed(MethodVisitor next) {
            super(next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            callsSuper |= opcode == INVOKESPECIAL && name.equals("<init>") && owner.equals(superName);
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == RETURN && callsSuper) {
                hook("executorCreated", "(Ljava/lang/Object;)V");
            }
            super.visitInsn(opcode);
        }
    }
}

package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;
import static net.bytebuddy.jar.asm.Opcodes.RETURN;

import io.oomtrace.instrument.ClassFile.Text;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Puts calls to {@link io.oomtrace.hook.Threads} into the JDK's classes that start and end threads and that make and
 * shut down executors.
 *
 * <ul>
 *   <li>Platform threads, and virtual ones bound to one, start in {@code Thread.start0}, which {@code Thread.start} calls
 *       (two of that name since JDK 19); the JVM calls {@code Thread.exit} as a thread's last act.
 *   <li>Virtual threads start in {@code VirtualThread.start}, once the state has been checked, and end in {@code
 *       afterDone} ({@code afterTerminate} before JDK 24).
 *   <li>An executor is made where its constructor returns that calls no other of its own.
 * </ul>
 */
final class ThreadHooks extends CallFinder {
    private static final int ALOAD_0 = ALOAD + 17;

    private static final HookCall STARTING = hook("starting", "(Ljava/lang/Thread;)V");
    private static final HookCall ENDED = hook("ended", "(Ljava/lang/Thread;)V");
    private static final HookCall CREATED = hook("executorCreated", "(Ljava/lang/Object;)V");
    private static final HookCall SHUTDOWN = hook("executorShutdown", "(Ljava/lang/Object;)V");

    /** The methods that shut each kind of executor down. */
    private static final Map<String, Set<String>> EXECUTORS = Map.of(
            "java/util/concurrent/ThreadPoolExecutor", Set.of("shutdown", "shutdownNow"),
            "java/util/concurrent/ForkJoinPool", Set.of("shutdown", "shutdownNow", "close"),
            "java/util/concurrent/ThreadPerTaskExecutor", Set.of("shutdown", "shutdownNow", "close"),
            "java/util/Timer", Set.of("cancel"),
            "java/lang/ref/Cleaner", Set.of());

    /** Internal names of all of them. */
    static final Set<String> CLASSES = classes();

    /** Null if it is no executor. */
    private final Set<String> shutdowns;

    /** @param owner internal name of the class, which the file need not have */
    ThreadHooks(ClassFile file, String owner) {
        super(file);
        this.shutdowns = EXECUTORS.get(owner);
    }

    private static Set<String> classes() {
        Set<String> names = new HashSet<>(EXECUTORS.keySet());
        names.add("java/lang/Thread");
        names.add("java/lang/VirtualThread");
        return names;
    }

    static boolean appliesTo(String internalName) {
        return CLASSES.contains(internalName);
    }

    /** A call with {@code this}. */
    private static HookCall hook(String method, String descriptor) {
        return new HookCall("io/oomtrace/hook/Threads", method, descriptor, ALOAD_0);
    }

    @Override
    void look(int code, int length, int name, int descriptor) {
        String method = file.utf8(name);
        if (shutdowns == null) {
            thread(code, length, method, file.utf8(descriptor));
        } else if (shutdowns.contains(method)) {
            add(0, SHUTDOWN);
        } else if (file.is(Text.CONSTRUCTOR, name)) {
            constructor(code, length);
        }
    }

    private void thread(int code, int length, String method, String descriptor) {
        switch (method) {
            case "start" -> start(code, length);
            case "exit" -> add(0, ENDED);
            case "afterDone", "afterTerminate" -> {
                if (descriptor.equals("(Z)V")) {
                    add(0, ENDED);
                }
            }
            default -> {}
        }
    }

    private void start(int code, int length) {
        for (int pc = 0; pc < length; pc += Instructions.length(file, code + pc, pc)) {
            int opcode = file.u1(code + pc);
            if (opcode >= INVOKEVIRTUAL && opcode <= INVOKEINTERFACE) {
                int called = file.u2(code + pc + 1);
                String name = file.utf8(file.memberName(called));
                if (name.equals("start0")
                        || name.equals("setThreadContainer")
                                && file.utf8(file.className(file.owner(called))).endsWith("VirtualThread")) {
                    add(pc, STARTING);
                }
            }
        }
    }

    private void constructor(int code, int length) {
        boolean callsSuper = false;
        for (int pc = 0; pc < length; pc += Instructions.length(file, code + pc, pc)) {
            int opcode = file.u1(code + pc);
            if (opcode == INVOKESPECIAL) {
                int called = file.u2(code + pc + 1);
                callsSuper |= file.is(Text.CONSTRUCTOR, file.memberName(called))
                        && file.className(file.owner(called)) == file.superName();
            } else if (opcode == RETURN && callsSuper) {
                add(pc, CREATED);
            }
        }
    }

    /** A method that begins with a loop is entered but once. */
    @Override
    boolean isReachedByJumps(int i) {
        return position(i) > 0;
    }
}

package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

/**
 * Makes the JDK's HTTP server ask {@link io.oomtrace.hook.HttpServerLogger} for its logger, with a lookup that stands
 * for it, instead of {@link System#getLogger(String)}.
 */
final class HttpServerHook extends CallFinder {
    static final String SERVER = "sun/net/httpserver/ServerImpl";

    private static final String LOOKUP = "Ljava/lang/invoke/MethodHandles$Lookup;";
    private static final String LOGGER = "Ljava/lang/System$Logger;";

    private static final HookCall MAKE_LOOKUP = new HookCall("java/lang/invoke/MethodHandles", "lookup", "()" + LOOKUP);
    private static final HookCall GET =
            new HookCall("io/oomtrace/hook/HttpServerLogger", "get", "(Ljava/lang/String;" + LOOKUP + ")" + LOGGER);

    private int getLogger;

    HttpServerHook(ClassFile file) {
        super(file);
    }

    static boolean appliesTo(String internalName) {
        return SERVER.equals(internalName);
    }

    @Override
    void look(int code, int length, int name, int descriptor) {
        for (int pc = 0; pc < length; pc += Instructions.length(file, code + pc, pc)) {
            if (file.u1(code + pc) == INVOKESTATIC && isGetLogger(file.u2(code + pc + 1))) {
                getLogger = file.u2(code + pc + 1);
                add(pc, MAKE_LOOKUP);
            }
        }
    }

    private boolean isGetLogger(int method) {
        return file.utf8(file.memberName(method)).equals("getLogger")
                && file.utf8(file.memberDescriptor(method)).equals("(Ljava/lang/String;)" + LOGGER)
                && file.utf8(file.className(file.owner(method))).equals("java/lang/System");
    }

    @Override
    boolean isReachedByJumps(int i) {
        return true;
    }

    @Override
    int redirected() {
        return getLogger;
    }

    @Override
    HookCall redirection() {
        return GET;
    }
}

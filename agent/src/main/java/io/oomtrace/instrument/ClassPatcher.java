package io.oomtrace.instrument;

import io.oomtrace.instrument.ClassFile.Text;

/**
 * Puts calls of the hook into a class file by moving bytes, which is faster than taking it apart and putting it
 * together again with ASM (docs/performance.md). What compilers seldom write is left to ASM. One thread.
 *
 * <p>The hook of an allocation is called without the object ({@link Handover#ON_STACK}): such a call verifies
 * wherever it is put. To pass an object takes proof that it is there, which {@link AllocationMethodVisitor} has and
 * this has not.
 */
final class ClassPatcher {
    private final ClassFile file;
    private final AllocationSites sites;
    private final CallFinder finder;
    private final HookConstants hooks;
    private final CodePatcher code;
    private final ByteWriter body;

    /** How much of the file is in {@link #body}, or need not be. */
    private int copied;

    private ClassPatcher(ClassFile file, CallFinder finder, AllocationSites sites) {
        this.file = file;
        this.sites = sites;
        this.finder = finder;
        this.hooks = new HookConstants(file.constantCount());
        this.code = new CodePatcher(file, finder, hooks);
        this.body = new ByteWriter(file.bytes.length + file.bytes.length / 8);
        this.copied = file.endOfPool();
    }

    /**
     * Puts calls of the hook behind allocations.
     *
     * @param sites counts what is found; what it counts is of no use after an exception
     * @return the class file with calls of the hook; null if it allocates nothing
     * @throws UnusualClassException when it has to be left to ASM
     */
    static byte[] patch(byte[] original, AllocationSites sites) {
        try {
            ClassFile file = new ClassFile(original);
            return new ClassPatcher(file, new AllocationFinder(file), sites).patch();
        } catch (ArrayIndexOutOfBoundsException e) {
            throw UnusualClassException.INSTANCE;
        }
    }

    /**
     * Puts in the calls of a class that {@link ThreadHooks} or {@link HttpServerHook} is about.
     *
     * @param name internal name of that class
     * @return null if there are none
     * @throws UnusualClassException when it is not as the JDK's compiler writes it
     */
    static byte[] hook(byte[] original, String name) {
        ClassFile file = new ClassFile(original);
        CallFinder finder = ThreadHooks.appliesTo(name) ? new ThreadHooks(file, name) : new HttpServerHook(file);
        return new ClassPatcher(file, finder, new AllocationSites()).patch();
    }

    private byte[] patch() {
        int at = file.endOfPool();
        at += 6;
        at += 2 + 2 * file.u2(at);
        int fields = file.u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = file.skipMember(at);
        }
        methods(at);
        if (sites.instrumentedCount() == 0) {
            return null;
        }
        body.reserve(file.bytes.length - copied);
        body.copy(file.bytes, copied, file.bytes.length);
        return assemble();
    }

    /**
     * All of them in one call: at the start of a program most of what runs is this, and what is called once for each
     * method is soon compiled, with everything below it, for longer than all of it takes.
     */
    private void methods(int from) {
        int at = from + 2;
        for (int methods = file.u2(from); methods > 0; methods--) {
            int name = file.u2(at + 2);
            int descriptor = file.u2(at + 4);
            int attributes = file.u2(at + 6);
            at += 8;
            for (; attributes > 0; attributes--) {
                int end = file.skipAttributes(at, 1);
                if (file.is(Text.CODE, file.u2(at))) {
                    code(at, end, name, descriptor);
                }
                at = end;
            }
        }
    }

    private void code(int attribute, int end, int name, int descriptor) {
        int length = file.s4(attribute + 10);
        int first = attribute + 14;
        int found = finder.find(first, length, name, descriptor);
        if (found == 0) {
            return;
        }
        int planned = code.plan(first, length, found);
        if (MethodLength.isTooLong(length, planned)) {
            sites.methodTooLong();
            return;
        }
        sites.instrumented(found);
        body.reserve(attribute - copied + CodePatcher.most(end - attribute, planned - length));
        body.copy(file.bytes, copied, attribute);
        code.write(attribute, found, body);
        copied = end;
    }

    private byte[] assemble() {
        int redirected = finder.redirected();
        int owner = redirected == 0 ? 0 : hooks.ownerOf(finder.redirection());
        int nameAndType = redirected == 0 ? 0 : hooks.nameAndTypeOf(finder.redirection());
        ByteWriter patched = new ByteWriter(file.endOfPool() + hooks.constants().size() + body.size());
        patched.copy(file.bytes, 0, file.beginOfConstants());
        patched.u2At(file.beginOfConstants() - 2, hooks.count());
        patched.copy(file.bytes, file.beginOfConstants(), file.endOfPool());
        if (redirected != 0) {
            patched.u2At(file.constant(redirected), owner);
            patched.u2At(file.constant(redirected) + 2, nameAndType);
        }
        patched.copy(hooks.constants());
        patched.copy(body);
        return patched.toByteArray();
    }
}

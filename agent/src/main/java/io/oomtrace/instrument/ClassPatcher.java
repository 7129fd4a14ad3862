package io.oomtrace.instrument;

import io.oomtrace.instrument.ClassFile.Text;

/**
 * Puts calls of the hook into a class file by moving bytes, which is several times as fast as taking it apart and putting
 * it together again with ASM. What compilers seldom write is left to ASM. One thread.
 *
 * <p>Always leaves objects on the stack ({@link Handover#ON_STACK}): a call without arguments verifies wherever it is
 * put. To pass an object takes proof that it is there, which {@link AllocationMethodVisitor} has and this has not.
 */
final class ClassPatcher {
    private final ClassFile file;
    private final AllocationSites sites;
    private final AllocationFinder allocations;
    private final HookConstants hooks;
    private final CodePatcher code;
    private final ByteWriter body;

    /** How much of the file is in {@link #body}, or need not be. */
    private int copied;

    private ClassPatcher(byte[] original, AllocationSites sites) {
        this.file = new ClassFile(original);
        this.sites = sites;
        this.allocations = new AllocationFinder(file);
        this.hooks = new HookConstants(file.constantCount());
        this.code = new CodePatcher(file, allocations, hooks);
        this.body = new ByteWriter(original.length + original.length / 8);
        this.copied = file.endOfPool();
    }

    /**
     * @param sites counts what is found; what it counts is of no use after an exception
     * @return the class file with calls of the hook; null if it allocates nothing
     * @throws UnusualClassException when it has to be left to ASM
     */
    static byte[] patch(byte[] original, AllocationSites sites) {
        try {
            return new ClassPatcher(original, sites).patch();
        } catch (ArrayIndexOutOfBoundsException e) {
            throw UnusualClassException.INSTANCE;
        }
    }

    private byte[] patch() {
        int at = file.endOfPool();
        String name = file.utf8(file.className(file.u2(at + 2)));
        at += 6;
        at += 2 + 2 * file.u2(at);
        int fields = file.u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = file.skipMember(at);
        }
        methods(at, name);
        if (sites.instrumentedCount() == 0) {
            return null;
        }
        body.reserve(file.bytes.length - copied);
        body.copy(file.bytes, copied, file.bytes.length);
        return assemble();
    }

    /**
     * All of them in one call: at the start of a program most of what runs is this, and what is called once for each method
     * is soon compiled, with everything below it, for longer than all of it takes.
     */
    private void methods(int from, String className) {
        int at = from + 2;
        for (int methods = file.u2(from); methods > 0; methods--) {
            int name = file.u2(at + 2);
            int attributes = file.u2(at + 6);
            at += 8;
            for (; attributes > 0; attributes--) {
                int end = file.skipAttributes(at, 1);
                if (file.is(Text.CODE, file.u2(at)) && !AllocatingCalls.isBody(className, file.utf8(name))) {
                    code(at, end, file.is(Text.CONSTRUCTOR, name));
                }
                at = end;
            }
        }
    }

    private void code(int attribute, int end, boolean constructor) {
        int length = file.s4(attribute + 10);
        int first = attribute + 14;
        int found = allocations.find(first, length, constructor);
        if (found == 0) {
            return;
        }
        int planned = code.plan(first, length, found);
        if (AllocationMethodVisitor.isTooLong(length, planned)) {
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
        ByteWriter patched = new ByteWriter(file.endOfPool() + hooks.constants().size() + body.size());
        patched.copy(file.bytes, 0, file.beginOfConstants());
        patched.u2At(file.beginOfConstants() - 2, hooks.count());
        patched.copy(file.bytes, file.beginOfConstants(), file.endOfPool());
        patched.copy(hooks.constants());
        patched.copy(body);
        return patched.toByteArray();
    }
}

package io.oomtrace.jvmti;

/** Machine code in a page of its own, which nobody can write to any more. */
final class CodePage {
    private static final long SIZE = 4096;

    // Of mman.h on Linux.
    private static final long READ_AND_WRITE = 3;
    private static final long READ_AND_EXECUTE = 5;
    private static final long PRIVATE_AND_ANONYMOUS = 0x22;
    private static final long NO_FILE = -1;

    private final NativeFunctions functions;
    private final long address;

    /** @throws UnavailableException when the system does not allow code that is made at run time */
    CodePage(NativeFunctions functions, byte[] code) throws UnavailableException {
        this.functions = functions;
        this.address =
                functions.call(functions.address("mmap"), 0, SIZE, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, NO_FILE, 0);
        if (address == -1) {
            throw new UnavailableException("the system gives no memory for code");
        }
        functions.memory().write(address, code);
        if ((int) functions.call(functions.address("mprotect"), address, SIZE, READ_AND_EXECUTE, 0, 0, 0) != 0) {
            unmap();
            throw new UnavailableException("the system does not allow code that is made at run time");
        }
    }

    /** Of its first instruction. */
    long address() {
        return address;
    }

    /** Only when no thread can be in it. */
    void unmap() throws UnavailableException {
        functions.call(functions.address("munmap"), address, SIZE, 0, 0, 0, 0);
    }
}

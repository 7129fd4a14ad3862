package io.oomtrace.jvmti;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bytes mean, by objdump of the GNU binutils. */
class MachineCodeTest {
    private static final Path OBJDUMP = Path.of("/usr/bin/objdump");

    @TempDir
    Path folder;

    @Test
    void theCallbackCallsTheMethodUnlessAnExceptionIsPendingAndClearsWhatItThrows() throws Exception {
        assertThat(disassembled(MachineCode.callback(0x1122334455667788L, 0x1234L)))
                .containsExactly(
                        "endbr64",
                        "push rbx",
                        "sub rsp,0x20",
                        "mov rbx,rsi",
                        "mov QWORD PTR [rsp],rcx",
                        "mov QWORD PTR [rsp+0x8],r9",
                        "mov QWORD PTR [rsp+0x10],rsi",
                        "mov rdi,rsi",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0x720]", // ExceptionCheck, 228
                        "xor al,0x1",
                        "movzx eax,al",
                        "test rax,rax",
                        "je 0x5f",
                        "mov rdi,rbx",
                        "movabs rsi,0x1122334455667788",
                        "movabs rdx,0x1234",
                        "mov rcx,rsp",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0x478]", // CallStaticVoidMethodA, 143
                        "mov rdi,rbx",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0x88]", // ExceptionClear, 17
                        "add rsp,0x20",
                        "pop rbx",
                        "ret");
    }

    @Test
    void findingEndsWhereSomethingIsNotFound() throws Exception {
        assertThat(disassembled(MachineCode.find()))
                .containsExactly(
                        "endbr64",
                        "push rbx",
                        "push r12",
                        "sub rsp,0x8",
                        "mov rbx,rdi",
                        "mov r12,rsi",
                        "mov rsi,QWORD PTR [r12]",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0x30]", // FindClass, 6
                        "test rax,rax",
                        "je 0x5a",
                        "mov rdi,rbx",
                        "mov rsi,rax",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0xa8]", // NewGlobalRef, 21
                        "mov QWORD PTR [r12+0x18],rax",
                        "test rax,rax",
                        "je 0x5a",
                        "mov rdi,rbx",
                        "mov rsi,rax",
                        "mov rdx,QWORD PTR [r12+0x8]",
                        "mov rcx,QWORD PTR [r12+0x10]",
                        "mov rax,QWORD PTR [rbx]",
                        "call QWORD PTR [rax+0x388]", // GetStaticMethodID, 113
                        "mov QWORD PTR [r12+0x20],rax",
                        "add rsp,0x8",
                        "pop r12",
                        "pop rbx",
                        "ret");
    }

    /** An instruction a line, without addresses and bytes. */
    private List<String> disassembled(byte[] code) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(OBJDUMP), "No objdump here: install binutils");
        Path file = Files.write(folder.resolve("code"), code);
        Process objdump = new ProcessBuilder(
                        OBJDUMP.toString(),
                        "-D",
                        "--target=binary",
                        "--architecture=i386:x86-64",
                        "--disassembler-options=intel",
                        "--wide",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String listing = new String(objdump.getInputStream().readAllBytes(), UTF_8);
        assertThat(objdump.waitFor()).as(listing).isZero();
        return listing.lines()
                .map(line -> line.split("\t"))
                .filter(columns -> columns.length == 3)
                .map(columns -> columns[2].replaceAll("\\s+", " ").strip())
                .toList();
    }
}

package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void printsAsInAStackTrace() {
        assertThat(new Frame("com.acme.Cache", "put", "Cache.java", 42))
                .hasToString("com.acme.Cache.put(Cache.java:42)");
        assertThat(new Frame("com.acme.Cache", "<init>", "Cache.java", Frame.UNKNOWN_LINE))
                .hasToString("com.acme.Cache.<init>(Cache.java)");
        assertThat(new Frame("a.B", "c", "B.java", Frame.NATIVE_LINE)).hasToString("a.B.c(Native Method)");
        assertThat(new Frame("a.B", "c", "", 3)).hasToString("a.B.c(Unknown Source)");
    }

    @Test
    void pathIsWhereTheSourceWouldBe() {
        assertThat(new Frame("com.acme.Cache$1", "put", "Cache.java", 42).path())
                .isEqualTo("com/acme/Cache.java");
        assertThat(new Frame("Main", "main", "Main.java", 1).path()).isEqualTo("Main.java");
        assertThat(new Frame("com.acme.Cache$1", "put", "", 42).path()).isEqualTo("com/acme/Cache$1.class");
    }

    @Test
    void nativeCodeHasItsLibraryInPlaceOfAClass() {
        Frame frame = Frame.ofNative("libz.so", "deflateInit2_");
        assertThat(frame).hasToString("(libz.so) deflateInit2_");
        assertThat(frame.isNative()).isTrue();
        assertThat(frame.qualifiedMethod()).isEqualTo("(libz.so) deflateInit2_");
        assertThat(frame.path()).isEqualTo("(libz.so)");
        assertThat(frame.packageName()).isEqualTo("(libz.so)");
        assertThat(frame.module()).isEqualTo("libz.so");
        assertThat(Frame.ofNative("", "unknown")).hasToString("(native) unknown");
        assertThat(Frame.NONE).hasToString("(no Java frame)");
        assertThat(new Frame("a.B", "c", "B.java", 1).qualifiedMethod()).isEqualTo("a.B.c");
    }

    @Test
    void nativeCodeIsBlamedOnlyWhereThereIsNothingElse() {
        Frame deflate = Frame.ofNative("libz.so", "deflateInit2_");
        Frame put = new Frame("com.acme.Cache", "put", "Cache.java", 42);
        Blame blame = new Blame(FrameChoice.BLAME, List.of());
        assertThat(blame.of(CallStack.of(List.of(deflate, put), false))).isEqualTo(put);
        assertThat(blame.of(CallStack.of(List.of(deflate), false))).isEqualTo(deflate);
    }

    @Test
    void packageOfAHiddenClassEndsBeforeItsName() {
        assertThat(new Frame("com.acme.Main$$Lambda/0x0.7", "run", "", 1).packageName())
                .isEqualTo("com.acme");
        assertThat(new Frame("Main", "main", "Main.java", 1).packageName()).isEmpty();
    }
}

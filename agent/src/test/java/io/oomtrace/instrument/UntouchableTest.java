package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntouchableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com/sun/management/internal/OperatingSystemImpl",
                "io/oomtrace/agent/Premain$IsolatedLoader",
                "io/oomtrace/hook/Allocations",
                "java/lang/BaseVirtualThread",
                "java/lang/Class",
                "java/lang/ClassLoader",
                "java/lang/LiveStackFrame$PrimitiveSlot",
                "java/lang/Object",
                "java/lang/OomtraceBacktrace",
                "java/lang/StackFrameInfo",
                "java/lang/StackStreamFactory$AbstractStackWalker",
                "java/lang/StackTraceElement",
                "java/lang/StackWalker$Option",
                "java/lang/System$2",
                "java/lang/Thread",
                "java/lang/ThreadLocal$ThreadLocalMap",
                "java/lang/VirtualThread",
                "java/lang/instrument/ClassDefinition",
                "java/lang/invoke/MethodHandle",
                "java/lang/management/ManagementFactory",
                "java/lang/ref/Reference",
                "java/lang/reflect/Array",
                "java/util/concurrent/atomic/LongAdder",
                "java/util/concurrent/locks/ReentrantLock",
                "jdk/internal/event/SocketReadEvent",
                "jdk/internal/loader/BootLoader",
                "jdk/internal/misc/VM",
                "jdk/internal/reflect/Reflection",
                "jdk/internal/vm/Continuation",
                "jdk/jfr/events/ActiveRecordingEvent",
                "sun/instrument/InstrumentationImpl",
                "sun/management/ThreadImpl",
            })
    void isWhatTheHookOrTheJvmNeeds(String name) {
        assertThat(Untouchable.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "com/acme/java/lang/Object",
                "java/lang/Byte",
                "java/lang/String",
                "java/lang/StringBuilder",
                "java/lang/reflect/Method",
                "java/util/HashMap",
                "java/util/concurrent/ThreadPoolExecutor",
                "jdk/internal/loader/Resource",
                "jdk/internal/loader/URLClassPath$JarLoader",
                "jdk/jfr/Event",
                "sun/nio/ch/Net",
                "zzz/Top",
            })
    void isNothingElse(String name) {
        assertThat(Untouchable.contains(name)).isFalse();
    }
}

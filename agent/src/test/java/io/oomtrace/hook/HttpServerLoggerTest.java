package io.oomtrace.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerLoggerTest {
    private static final MethodHandles.Lookup CALLER = MethodHandles.lookup();

    @AfterEach
    void silenceNobody() {
        HttpServerLogger.silence(null);
    }

    @Test
    void aSilencedThreadGetsALoggerThatIsNotOfTheApplication() throws Throwable {
        HttpServerLogger.silence(Thread.currentThread());

        System.Logger logger = HttpServerLogger.get("http.silenced", CALLER);

        assertThat(logger).isInstanceOf(HttpServerLogger.class);
        assertThat(logger.isLoggable(System.Logger.Level.ERROR)).isFalse();
        assertThat(LogManager.getLogManager().getLogger("http.silenced")).isNull();
    }

    @Test
    void otherThreadsGetTheLoggerTheyAskFor() throws Throwable {
        HttpServerLogger.silence(new Thread("another"));

        System.Logger logger = HttpServerLogger.get("http.other", CALLER);

        assertThat(logger.getName()).isEqualTo("http.other");
        assertThat(logger.isLoggable(System.Logger.Level.ERROR)).isTrue();
        assertThat(LogManager.getLogManager().getLogger("http.other")).isNotNull();
    }
}

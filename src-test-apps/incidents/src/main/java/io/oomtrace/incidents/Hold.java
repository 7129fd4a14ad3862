package io.oomtrace.incidents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps an incident in its state until it is told to end.
 *
 * <p>It ends when standard input ends (see {@link StandardInput} for when that counts), when {@link #end} is called, or
 * {@code --hold-seconds} after the ready line. SIGINT and SIGTERM end the JVM itself. Safe for use by several threads.
 */
public final class Hold {
    /** Common to all incidents. */
    static final Option<Integer> SECONDS = Option.integer(
            "hold-seconds", 0, 0, 1_000_000, "seconds to stay after the ready line; 0: until standard input ends");

    private final PrintStream out;
    private final int seconds;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean ready = new AtomicBoolean();
    private volatile int exitCode;

    /** @param seconds to stay after the ready line; 0 means no limit */
    public Hold(PrintStream out, int seconds) {
        this.out = out;
        this.seconds = seconds;
    }

    /** Ends the hold when the stream does, from a daemon thread of its own. What is read is thrown away. */
    void endWith(InputStream input) {
        Thread watch = new Thread(() -> drain(input), "stdin-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** A line of progress on standard output, flushed. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints the one line a test waits for; {@code facts} are {@code name=value} words. */
    public void ready(Incident incident, String facts) {
        if (!ready.compareAndSet(false, true)) {
            throw new IllegalStateException("The ready line of " + incident.name() + " is printed once only.");
        }
        say("ready " + incident.name() + " pid=" + ProcessHandle.current().pid() + " " + facts);
    }

    /** Returns when the incident is to end. */
    public void await() throws InterruptedException {
        if (seconds > 0) {
            ended.await(seconds, TimeUnit.SECONDS);
        } else {
            ended.await();
        }
    }

    /** Waits at most that long; true when the incident is to end. */
    public boolean await(long nanos) throws InterruptedException {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the hold with this exit code of the program. */
    public void end(int code) {
        exitCode = code;
        ended.countDown();
    }

    public int exitCode() {
        return exitCode;
    }

    private void drain(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // An unreadable standard input has ended as well.
        }
        end(0);
    }
}

package io.oomtrace.benchmarks.queries;

import com.sun.management.ThreadMXBean;
import io.oomtrace.benchmarks.run.Ticker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The forked program: keeps an object from each of many call stacks, another way down a binary tree of calls for
 * each. Says when it has them. To each line it answers with the longest gap between two ticks since the last, and
 * with what threads of the agent have allocated. Argument: the number of stacks.
 */
final class ManyStacksProgram {
    static final String HELD = "held";
    static final String FIGURES = "figures";

    /** So many that it is sampled for certain, and no more fall into one pass of the recorder than it takes. */
    private static final int OBJECT_BYTES = 10_000;

    private static final int AT_ONCE = 1000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<byte[]> KEPT = new ArrayList<>();

    private ManyStacksProgram() {}

    public static void main(String[] args) throws Exception {
        int stacks = Integer.parseInt(args[0]);
        for (int stack = 0; stack < stacks; stack++) {
            left(stack | Integer.highestOneBit(stacks) << 1);
            if (stack % AT_ONCE == 0) {
                Thread.sleep(100); // The recorder keeps up.
            }
        }
        Ticker ticker = new Ticker();
        ticker.start();
        System.out.println(HELD);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(FIGURES + " longest_gap_ns=" + ticker.takeLongest() + " agent_bytes=" + agentBytes());
        }
        System.exit(0);
    }

    private static void left(int way) {
        step(way);
    }

    private static void right(int way) {
        step(way);
    }

    private static void step(int way) {
        if (way <= 1) {
            KEPT.add(new byte[OBJECT_BYTES]);
        } else if ((way & 1) == 0) {
            left(way >>> 1);
        } else {
            right(way >>> 1);
        }
    }

    private static long agentBytes() {
        long bytes = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith("oomtrace-")) {
                bytes += Math.max(0, THREADS.getThreadAllocatedBytes(id));
            }
        }
        return bytes;
    }
}

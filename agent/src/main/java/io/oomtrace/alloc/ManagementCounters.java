package io.oomtrace.alloc;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Counters from the platform's management beans.
 *
 * <p>JDK 21 and later count the bytes of all threads, dead ones included ({@code getTotalThreadAllocatedBytes},
 * JDK-8304074). Before that, threads are polled and the last value of each is kept: what a thread allocated between the
 * last poll and its end is missing. The threads of this tool, {@code oomtrace-…}, are taken out,
 * and so is what it allocates on the application's threads. Not thread-safe, but for {@link #currentThread}.
 */
public final class ManagementCounters implements JvmCounters {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private static final List<MemoryPoolMXBean> POOLS = ManagementFactory.getMemoryPoolMXBeans();

    private final MethodHandle total = totalAllocatedBytes();
    private final Map<Long, Long> polled = new HashMap<>();
    private final Map<Long, Long> ownCpu = new HashMap<>(); // nanoseconds, by the id of a thread of this tool
    private final LongSupplier ownWork;
    private long ended;
    private long ownEnded;
    private long ownCpuEnded;

    /** @param ownWork bytes this tool has allocated on threads that are not its own */
    public ManagementCounters(LongSupplier ownWork) {
        this.ownWork = ownWork;
    }

    /** Bytes the current thread has allocated; always 0 on a thread of this tool, whose bytes do not count anyway. */
    public static long currentThread() {
        return OwnThreads.isCurrent() ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    private static MethodHandle totalAllocatedBytes() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(ThreadMXBean.class, "getTotalThreadAllocatedBytes", MethodType.methodType(long.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public long allocatedBytes() {
        poll();
        long ownBytes = ownEnded + ownWork.getAsLong();
        long all = ended;
        for (Map.Entry<Long, Long> thread : polled.entrySet()) {
            all += thread.getValue();
            ownBytes += ownCpu.containsKey(thread.getKey()) ? thread.getValue() : 0;
        }
        if (total != null) {
            try {
                all = (long) total.invokeExact(THREADS);
            } catch (Throwable t) {
                throw new IllegalStateException("getTotalThreadAllocatedBytes failed", t);
            }
        }
        return all - ownBytes;
    }

    private void poll() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Set<Long> alive = new HashSet<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] < 0) {
                continue;
            }
            alive.add(ids[i]);
            if (polled.put(ids[i], bytes[i]) == null) {
                ThreadInfo info = THREADS.getThreadInfo(ids[i]);
                if (info != null && info.getThreadName().startsWith(OwnThreads.PREFIX)) {
                    ownCpu.put(ids[i], 0L);
                }
            }
        }
        for (Map.Entry<Long, Long> thread : ownCpu.entrySet()) {
            thread.setValue(Math.max(thread.getValue(), THREADS.getThreadCpuTime(thread.getKey())));
        }
        for (Iterator<Map.Entry<Long, Long>> all = polled.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, Long> thread = all.next();
            if (!alive.contains(thread.getKey())) {
                ended(thread.getKey(), thread.getValue());
                all.remove();
            }
        }
    }

    private void ended(Long thread, long bytes) {
        ended += bytes;
        Long cpu = ownCpu.remove(thread);
        if (cpu != null) {
            ownEnded += bytes;
            ownCpuEnded += cpu;
        }
    }

    @Override
    public long ownCpuNanos() {
        poll();
        return ownCpuEnded + ownCpu.values().stream().mapToLong(nanos -> nanos).sum();
    }

    @Override
    public int ownThreads() {
        poll();
        return ownCpu.size();
    }

    @Override
    public String allocatedBytesSource() {
        return total != null
                ? "ThreadMXBean.getTotalThreadAllocatedBytes"
                : "ThreadMXBean.getThreadAllocatedBytes, polled: misses the last second of threads that ended";
    }

    @Override
    public double heapAfterCollection() {
        GcInfo last = null;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            GcInfo info = collector.getLastGcInfo();
            if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
                last = info;
            }
        }
        if (last == null) {
            return Double.NaN;
        }
        double used = 0;
        for (MemoryPoolMXBean pool : POOLS) {
            if (pool.getType() == MemoryType.HEAP) {
                used += last.getMemoryUsageAfterGc().get(pool.getName()).getUsed();
            }
        }
        return used;
    }
}

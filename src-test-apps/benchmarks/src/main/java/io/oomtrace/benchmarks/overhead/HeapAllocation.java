package io.oomtrace.benchmarks.overhead;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Bytes allocated in the heap, by what collections found there: JDK 17 has no count of all threads that includes those
 * that have ended. Right to a region for each collection. Thread-safe.
 */
final class HeapAllocation {
    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final long before;
    private long seen;
    private long allocated;
    private long usedAfter;

    HeapAllocation() {
        usedAfter = used();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this::collected, null, null);
        }
        before = collections();
    }

    private synchronized void collected(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            allocated += Math.max(0, sum(info.getMemoryUsageBeforeGc()) - usedAfter);
            usedAfter = sum(info.getMemoryUsageAfterGc());
            seen++;
            notifyAll();
        }
    }

    /** Waits for what the JVM says of collections that have ended: it does so a little later. */
    synchronized long bytes() throws InterruptedException {
        for (long ended = collections(); ; ended = collections()) {
            while (before + seen < ended) {
                wait();
            }
            long used = used();
            if (collections() == ended) {
                return allocated + Math.max(0, used - usedAfter);
            }
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long sum(Map<String, MemoryUsage> usages) {
        long bytes = 0;
        for (Map.Entry<String, MemoryUsage> usage : usages.entrySet()) {
            bytes += pools.contains(usage.getKey()) ? usage.getValue().getUsed() : 0;
        }
        return bytes;
    }
}

package io.oomtrace.jfr;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.util.HashMap;
import java.util.Map;

/** How old the live objects of each line are, in garbage collections survived. Not thread-safe. */
final class Ages {
    /** Of one line. */
    static final class Age {
        private static final Age NONE = new Age();

        private int oldest;
        private double bytes;
        private double bytesTimesAge;

        private void add(int age, double liveBytes) {
            oldest = Math.max(oldest, age);
            bytes += liveBytes;
            bytesTimesAge += liveBytes * age;
        }

        int oldest() {
            return oldest;
        }

        /** Of its bytes; 0 if none lives. */
        float average() {
            return bytes == 0 ? 0 : (float) (bytesTimesAge / bytes);
        }
    }

    private final Map<String, Age> byLine = new HashMap<>();

    /** @param snapshot of allocations */
    Ages(Snapshot snapshot, Blame blame) {
        Map<Frame, Age> byFrame = new HashMap<>();
        for (Site site : snapshot.sites()) {
            if (site.age() != Site.NO_AGE) {
                byFrame.computeIfAbsent(
                                blame.of(site.stack()),
                                frame -> byLine.computeIfAbsent(frame.toString(), line -> new Age()))
                        .add(site.age(), site.values().value(0));
            }
        }
    }

    /** @param line as a frame is printed */
    Age of(String line) {
        return byLine.getOrDefault(line, Age.NONE);
    }
}

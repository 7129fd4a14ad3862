package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * What two snapshots of one program have in common: see {@link Change#common()}. Nothing if they are of different
 * programs, if the program was told to forget between them, or if so many objects lived that some of the samples were
 * thrown out since.
 */
final class Overlap {
    /** Drawn anew in every JVM and at every reset. */
    private static final String RECORDING = "recording_id";

    static final String COLLECTIONS = "collections";
    static final String ADMISSION = "live_admission";

    private final Snapshot first;
    private final Snapshot second;

    /** @param first must have been taken before the second if both are of one program */
    Overlap(Snapshot first, Snapshot second) {
        this.first = first;
        this.second = second;
    }

    /**
     * What had been allocated in the first, and what of it lived in both.
     *
     * @param ages whether what lived is to have the age it had then; otherwise it has that of the second, and there is
     *     nothing to be copied
     */
    List<Site> sites(boolean ages) {
        if (!sameSamples()) {
            return List.of();
        }
        // Living objects of the first had survived at least one collection by then.
        long between = figure(second, COLLECTIONS) - figure(first, COLLECTIONS);
        List<Site> common = new ArrayList<>(first.sites().size());
        for (Site site : first.sites()) {
            if (site.age() == Site.NO_AGE) {
                common.add(site);
            }
        }
        for (Site site : second.sites()) {
            if (site.age() > between) {
                common.add(ages ? rejuvenated(site, between) : site);
            }
        }
        return common;
    }

    private static Site rejuvenated(Site site, long collections) {
        return new Site(site.stack(), site.type(), site.thread(), (int) (site.age() - collections), site.values());
    }

    private boolean sameSamples() {
        Number recording = first.engine().figures().get(RECORDING);
        return recording != null
                && recording.equals(second.engine().figures().get(RECORDING))
                && first.engine()
                        .figures()
                        .get(ADMISSION)
                        .equals(second.engine().figures().get(ADMISSION));
    }

    private static long figure(Snapshot snapshot, String name) {
        return snapshot.engine().figures().get(name).longValue();
    }
}

package io.oomtrace.http;

import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import java.util.List;

/** The page of {@code /debug/pprof/}: which profiles there are, and how many stacks or threads each has now. */
final class ProfileIndex {
    /** All of them, in the order of the page. */
    static final List<String> NAMES =
            List.of("allocs", "block", "goroutine", "heap", "mutex", "profile", "threadcreate", "threads");

    /** @param count as Go's: of stacks, or of threads */
    private record Entry(String name, int count, String description) {}

    private static final String HEAD = """
            <html>
            <head>
            <title>/debug/pprof/</title>
            <style>
            .profile-name{
            	display:inline-block;
            	width:7rem;
            }
            </style>
            </head>
            <body>
            /debug/pprof/
            <br>
            <p>Set debug=1 as a query parameter to export in legacy text format</p>
            <br>
            Types of profiles available:
            <table>
            <thead><td>Count</td><td>Profile</td></thead>
            """;

    private static final String MIDDLE = """
            </table>
            <br>
            <p>
            Profile Descriptions:
            <ul>
            """;

    private static final String END = """
            </ul>
            </p>
            </body>
            </html>
            """;

    private final List<Entry> entries;

    ProfileIndex(Target target) {
        int allocations = target.allocations().sites().size();
        int threads = threads(target.liveThreads());
        this.entries = List.of(
                new Entry("allocs", allocations, "What was allocated since recording began, dead or alive."),
                new Entry(
                        "block",
                        0,
                        "Where threads wait for locks in the next seconds, 5 unless told (async-profiler)."),
                new Entry("goroutine", threads, "The same as threads, under the name that tools for Go ask for."),
                new Entry(
                        "heap",
                        allocations,
                        "What lives, as of the last garbage collection, and what was allocated. With gc=1, garbage is"
                                + " collected first."),
                new Entry("mutex", 0, "The same as block."),
                new Entry(
                        "profile",
                        0,
                        "Where the time on processors of the next seconds goes, 30 unless told (async-profiler)."),
                new Entry(
                        "threadcreate",
                        target.threads().sites().size(),
                        "Where threads were started, how many, and how many of them live."),
                new Entry("threads", threads, "Where all platform threads are now, and in which state."));
    }

    private static int threads(Snapshot live) {
        double threads = 0;
        for (Site site : live.sites()) {
            threads += site.values().value(0);
        }
        return (int) threads;
    }

    /** As Go's. All that is in it is known here: there is nothing to escape. */
    String html() {
        StringBuilder html = new StringBuilder(HEAD);
        for (Entry entry : entries) {
            html.append("<tr><td>")
                    .append(entry.count)
                    .append("</td><td><a href='")
                    .append(entry.name)
                    .append("?debug=1'>")
                    .append(entry.name)
                    .append("</a></td></tr>\n");
        }
        html.append(MIDDLE);
        for (Entry entry : entries) {
            html.append("<li><div class=profile-name>")
                    .append(entry.name)
                    .append(": </div> ")
                    .append(entry.description)
                    .append("</li>\n");
        }
        return html.append(END).toString();
    }

    /** The same for those who want no HTML. */
    String text() {
        StringBuilder text = new StringBuilder("/debug/pprof/\n\nTypes of profiles available:\n");
        for (Entry entry : entries) {
            text.append(String.format("%8d  %-14s%s%n", entry.count, entry.name, entry.description));
        }
        return text.append("\ngo tool pprof URL shows one; debug=1 is text.\n").toString();
    }
}

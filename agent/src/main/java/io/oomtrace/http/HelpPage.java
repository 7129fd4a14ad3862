package io.oomtrace.http;

/** What {@code GET /} answers: what to ask next. */
final class HelpPage {
    private static final String TEXT = """
            oomtrace: which line of code holds the memory, and which line starts the threads

              curl 'URL/snapshot'                         the ten lines that hold most of the heap
              curl 'URL/snapshot?by=traceback&limit=3'    the three heaviest call stacks, in full
              curl 'URL/snapshot?sort=alloc_bytes'        lines that allocate most, dead or alive
              curl 'URL/snapshot?temporary=true'          lines that allocate much and keep nothing
              curl 'URL/snapshot?include=com.acme.**'     only the code of these packages
              curl 'URL/snapshot?seconds=10'              what ten seconds change
              curl 'URL/growth'                           what grows, and how fast
              curl 'URL/histogram'                        classes by bytes, what they have grown by, who allocates them
              curl 'URL/largest'                          the largest arrays and collections that live
              curl -X POST 'URL/holders?seconds=60'       which references hold what is allocated; says first what it costs
              curl 'URL/threads'                          the lines that start threads and executors
              curl 'URL/lines?class=com.acme.Foo'         every allocation of a class, line by line, after
              curl -X POST 'URL/exact?class=com.acme.Foo' which counts them from now on; DELETE ends it
              curl -X POST 'URL/snapshots?name=a'         keep a snapshot; later, what has changed since:
              curl 'URL/diff?from=a'                      and between two that are kept: from=a&to=b
              curl 'URL/snapshot?format=flamegraph'       a page that draws all stacks, for a browser; also of /threads, /diff
              curl -OJ 'URL/snapshot/file'                save all of it, for 'oomtrace snapshot FILE' elsewhere
              curl 'URL/metrics'                          for Prometheus: memory, the top lines, threads, own cost
              go tool pprof -top 'URL/debug/pprof/heap'   the same in pprof; 'URL/debug/pprof/' lists the other profiles
              curl 'URL/status'                           samples, what is instrumented, failures
              curl -X POST 'URL/gc'                       collect garbage; also /start /stop /reset /reset_peak /depth?frames=

            by=      line file method class package module traceback type thread age
            sort=    live_bytes live_count alloc_bytes alloc_count, or a column of /threads
            limit=   groups to list, 10 unless told
            include= exclude=   patterns of class or file names, * within a package, ** across; Cache.java:42
            type= thread=       patterns of what is allocated and by whom; also exclude_type= exclude_thread=
            min_age= collections survived: leaves out what is only not collected yet
            all_frames=true     patterns look at the whole stack; cumulative=true counts every frame of it
            frame=   blame: your own line (default); leaf: the line that allocates, often in the JDK
            format=  text json csv collapsed tracemalloc flamegraph speedscope
            """;

    private HelpPage() {}

    /** @param url of the server as the client calls it, without a slash at its end */
    static String at(String url) {
        return TEXT.replace("URL", url);
    }
}

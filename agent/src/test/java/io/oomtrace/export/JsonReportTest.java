package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Query;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void allocations() {
        assertThat(Format.JSON.write(Reports.allocations(Query.DEFAULT.withLimit(1))))
                .isEqualTo("""
                        {
                          "taken_at": "2026-11-01T12:00:00Z",
                          "engine": {
                            "name": "instrument",
                            "recording": true,
                            "interval_bytes": 524288
                          },
                          "coverage": {
                            "alloc_bytes": {
                              "seen": 900,
                              "actual": 1000,
                              "ratio": 0.9,
                              "source": "ThreadMXBean"
                            },
                            "live_bytes": {
                              "seen": 10,
                              "actual": null,
                              "ratio": null,
                              "source": "heap used after the last collection"
                            }
                          },
                          "by": "line",
                          "cumulative": false,
                          "temporary": false,
                          "sort": "live_bytes",
                          "total": {
                            "live_bytes": 118910154,
                            "live_bytes_error": 2208807,
                            "live_count": 1224,
                            "live_count_error": 28,
                            "alloc_bytes": 316148324,
                            "alloc_bytes_error": 2208643,
                            "alloc_count": 4028,
                            "alloc_count_error": 28
                          },
                          "other": {
                            "groups": 3,
                            "live_bytes": 1573476,
                            "live_bytes_error": 206392,
                            "live_count": 20,
                            "live_count_error": 24,
                            "alloc_bytes": 1573476,
                            "alloc_bytes_error": 206392,
                            "alloc_count": 20,
                            "alloc_count_error": 24
                          },
                          "top": [
                            {
                              "key": "com.acme.Cache.put(Cache.java:42)",
                              "live_bytes": 117336678,
                              "live_bytes_error": 2199227,
                              "live_count": 1204,
                              "live_count_error": 20,
                              "alloc_bytes": 314574848,
                              "alloc_bytes_error": 2199061,
                              "alloc_count": 4008,
                              "alloc_count_error": 20,
                              "types": [
                                {
                                  "type": "byte[]",
                                  "live_bytes": 117335654
                                },
                                {
                                  "type": "java.lang.Object[]",
                                  "live_bytes": 1024
                                }
                              ],
                              "traceback": [
                                "java.util.Arrays.copyOf(Arrays.java:3537)",
                                "com.acme.Cache.put(Cache.java:42)",
                                "com.acme.Main.main(Main.java:7)"
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void threads() {
        assertThat(Format.JSON.write(
                        Reports.threads(Query.DEFAULT.withSort("started").withLimit(1))))
                .isEqualTo("""
                        {
                          "taken_at": "2026-11-01T12:00:00Z",
                          "engine": {
                            "name": "instrument",
                            "recording": true,
                            "interval_bytes": 524288
                          },
                          "coverage": {
                            "alloc_bytes": {
                              "seen": 900,
                              "actual": 1000,
                              "ratio": 0.9,
                              "source": "ThreadMXBean"
                            },
                            "live_bytes": {
                              "seen": 10,
                              "actual": null,
                              "ratio": null,
                              "source": "heap used after the last collection"
                            }
                          },
                          "by": "line",
                          "cumulative": false,
                          "temporary": false,
                          "sort": "started",
                          "total": {
                            "live": 20001,
                            "started": 20013,
                            "per_second_10s": 2000.014,
                            "executors_live": 0
                          },
                          "other": {
                            "groups": 1,
                            "live": 1,
                            "started": 3,
                            "per_second_10s": 0.017,
                            "executors_live": 0
                          },
                          "top": [
                            {
                              "key": "com.acme.Cache.put(Cache.java:42)",
                              "live": 20000,
                              "started": 20010,
                              "per_second_10s": 1999.997,
                              "executors_live": 0,
                              "types": [
                                {
                                  "type": "java.lang.Thread",
                                  "started": 20010
                                }
                              ],
                              "traceback": [
                                "java.util.Arrays.copyOf(Arrays.java:3537)",
                                "com.acme.Cache.put(Cache.java:42)",
                                "com.acme.Main.main(Main.java:7)"
                              ]
                            }
                          ]
                        }
                        """);
    }
}

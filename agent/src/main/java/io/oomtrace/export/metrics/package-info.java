/** What Prometheus asks for: snapshots and costs as metrics, written by the Prometheus client library. */
package io.oomtrace.export.metrics;

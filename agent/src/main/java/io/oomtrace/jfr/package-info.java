/** Events of Flight Recorder. Loaded when a recording runs, or one is written: needs the module {@code jdk.jfr}. */
package io.oomtrace.jfr;

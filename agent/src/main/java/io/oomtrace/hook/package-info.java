/**
 * What instrumented code calls. Lives on the bootstrap loader; uses java.base only; no lambdas, no invokedynamic, no
 * dependency, no logging.
 */
package io.oomtrace.hook;

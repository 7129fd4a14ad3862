package io.oomtrace.alloc;

import io.oomtrace.snapshot.Values;

/**
 * Number and bytes of all objects, estimated from a sample in which each has a probability of its own. Not thread-safe.
 *
 * <p>An object counts 1/p, with variance (1−p)/p², and its bytes by as much more (Horvitz and Thompson, "A generalization
 * of sampling without replacement from a finite universe", 1952; inclusions are independent).
 */
class Estimate {
    private double bytes;
    private double bytesVariance;
    private double count;
    private double countVariance;

    /**
     * @param size of the object, in bytes
     * @param probability with which it came to be here
     */
    void add(long size, double probability) {
        double variance = (1 - probability) / (probability * probability);
        bytes += size / probability;
        bytesVariance += (double) size * size * variance;
        count += 1 / probability;
        countVariance += variance;
    }

    double bytes() {
        return bytes;
    }

    double bytesVariance() {
        return bytesVariance;
    }

    Values bytesAlone() {
        return Values.of(new double[] {bytes}, new double[] {bytesVariance});
    }

    double count() {
        return count;
    }

    double countVariance() {
        return countVariance;
    }
}

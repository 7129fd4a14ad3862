package io.oomtrace.alloc;

import io.oomtrace.hook.AllocationListener;
import io.oomtrace.hook.Allocations;
import java.util.function.Supplier;

/** Chooses among the allocations of instrumented code. */
public final class HookSampler implements Sampler, AllocationListener {
    private final Supplier<Object> topOfStack;
    private final Budgets budgets;
    private final SamplingInterval interval;
    private volatile Taker taker;

    /**
     * @param topOfStack finds the allocated object where the hook is not given it, or null if there is none on the
     *     heap
     */
    public HookSampler(AllocationSettings settings, Supplier<Object> topOfStack) {
        this.topOfStack = topOfStack;
        this.budgets = new Budgets(settings.intervalBytes(), System.nanoTime());
        this.interval = new SamplingInterval(settings.intervalBytes(), settings.samplesPerSecond());
    }

    @Override
    public String name() {
        return "instrument";
    }

    @Override
    public void start(Taker newTaker) {
        topOfStack.get(); // Whatever the JDK needs for that is loaded.
        taker = newTaker;
        Allocations.setListener(this);
    }

    @Override
    public void stop() {
        Allocations.setListener(null);
    }

    @Override
    public long budget(int slot) {
        return budgets.draw(slot, interval.doublings());
    }

    @Override
    public void sampled(Object passed, long bytes, int tag) {
        if (OwnThreads.isCurrent()) {
            return;
        }
        long begun = System.nanoTime();
        Object allocated = passed != null ? passed : topOfStack.get();
        if (allocated == null) {
            taker.eliminated();
        } else {
            taker.take(allocated, budgets.probability(bytes, tag));
        }
        if (interval.sampled(tag)) {
            Allocations.renew(interval.doublings());
        }
        taker.spent(System.nanoTime() - begun);
    }

    @Override
    public void tick() {
        interval.tick();
        Allocations.renew(interval.doublings());
    }

    @Override
    public long intervalBytes() {
        return interval.bytes();
    }

    @Override
    public long failures() {
        return Allocations.failures();
    }
}

package io.oomtrace.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;

/**
 * What {@link Premain} calls. It gives itself to its class loader when it is initialised: to find and call a method by
 * reflection would make the JDK write classes for it (JEP 416), at every start.
 */
final class Entry implements Consumer<Object[]> {
    static {
        give(Entry.class.getClassLoader());
    }

    private Entry() {}

    @SuppressWarnings("unchecked")
    private static void give(ClassLoader loader) {
        ((Consumer<Consumer<Object[]>>) loader).accept(new Entry());
    }

    /** @param load options, {@link Instrumentation}, and whether it is attached */
    @Override
    public void accept(Object[] load) {
        Oomtrace.load((String) load[0], (Instrumentation) load[1], (boolean) load[2]);
    }
}

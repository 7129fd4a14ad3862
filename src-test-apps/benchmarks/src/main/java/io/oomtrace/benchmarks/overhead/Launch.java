package io.oomtrace.benchmarks.overhead;

/** How agents come to their programs. */
enum Launch {
    /** With the JVM. What an agent runs until the program begins is in the profiles that the JIT compiles by. */
    STARTED("agents started with the program", 300, 1),

    /**
     * When the program has warmed up, so that it is what the JIT has made of it before: each program is compared with
     * itself.
     */
    ATTACHED("agents attached to the program when it has warmed up", 300, 1),

    /**
     * With the JVM, but when the program has warmed up, their recording is switched off and on in turn: each program is
     * compared with itself, both times as the JIT has compiled it with the agent there.
     */
    SWITCHED("recording switched off and on", 250, 5);

    private final String label;
    private final int turnMillis;
    private final int timesTheTurns;

    Launch(String label, int turnMillis, int timesTheTurns) {
        this.label = label;
        this.turnMillis = turnMillis;
        this.timesTheTurns = timesTheTurns;
    }

    String label() {
        return label;
    }

    /** That a turn takes at least. */
    int turnMillis() {
        return turnMillis;
    }

    /** How many times as many turns as a workload has otherwise. */
    int timesTheTurns() {
        return timesTheTurns;
    }
}

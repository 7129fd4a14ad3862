package io.oomtrace.benchmarks.overhead;

/** How agents come to their programs. */
enum Launch {
    /** With the JVM. What an agent runs until the program begins is in the profiles that the JIT compiles by. */
    STARTED("agents started with the program"),

    /**
     * When the program has warmed up, so that it is what the JIT has made of it before: each program is compared with
     * itself.
     */
    ATTACHED("agents attached to the program when it has warmed up");

    private final String label;

    Launch(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}

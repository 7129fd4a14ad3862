package io.oomtrace.benchmarks.start;

/** The forked program. */
final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}

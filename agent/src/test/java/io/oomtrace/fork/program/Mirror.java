package io.oomtrace.fork.program;

/** Prints what it is given and ends with the exit code it is told. */
public final class Mirror {
    private Mirror() {}

    public static void main(String[] args) {
        System.err.println("an error");
        System.out.println("stdin " + Cue.await("ready"));
        System.out.println("java " + Runtime.version().feature());
        System.out.println("property " + System.getProperty("mirror"));
        System.exit(Integer.parseInt(args[0]));
    }
}

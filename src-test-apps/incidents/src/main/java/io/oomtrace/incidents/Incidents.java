package io.oomtrace.incidents;

/** Runs one of the five incidents by name. */
public final class Incidents {
    private Incidents() {}

    public static void main(String[] args) {
        System.err.println("usage: java -jar incidents.jar NAME [args]");
        System.exit(2);
    }
}

package io.oomtrace.fork.program;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs the class named first with the other arguments, by its main method or the static method named after a {@code
 * #}, between the lines {@code ready} and {@code done}, at each of which it waits for a line: to be attached to, and
 * to be asked while everything is still alive. Then ends the JVM, whatever threads the program has left.
 */
public final class ForeignMain {
    private ForeignMain() {}

    public static void main(String[] args) throws Throwable {
        String[] named = args[0].split("#");
        Method main = Class.forName(named[0]).getMethod(named.length == 1 ? "main" : named[1], String[].class);
        Cue.await("ready");
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        Cue.await("done");
        System.exit(0);
    }
}

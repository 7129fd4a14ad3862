package io.oomtrace.agent;

import io.oomtrace.http.ControlException;
import io.oomtrace.instrument.AgentTransformer;
import io.oomtrace.instrument.ExactScope;
import io.oomtrace.instrument.ExactSites;
import io.oomtrace.instrument.Retransformation;
import io.oomtrace.snapshot.NearestName;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Predicate;

/**
 * Has classes and methods counted exactly, or no longer, while the program runs. Safe on any thread; one change at a
 * time.
 */
final class ExactMode {
    private static final String NAMES = "[\\p{L}\\p{N}_$]+(\\.[\\p{L}\\p{N}_$]+)*(\\.\\*{1,2})?";
    private static final String METHODS = "[^.;\\[/<>]+|<init>|<clinit>";

    private final Instrumentation instrumentation;
    private final AgentTransformer transformer;
    private final ExactSites sites;
    private final ExactScope scope;

    ExactMode(Instrumentation instrumentation, AgentTransformer transformer, ExactSites sites, ExactScope scope) {
        this.instrumentation = instrumentation;
        this.transformer = transformer;
        this.sites = sites;
        this.scope = scope;
    }

    List<String> all() {
        return scope.parts().stream().map(Object::toString).toList();
    }

    /**
     * Counts from now on; a class that is not loaded yet, once it is.
     *
     * @param method empty for all
     * @return how many classes it is that are loaded by now
     * @throws ControlException 400 when these are no names, 409 when it is counted already
     */
    synchronized int add(String classes, String method) {
        ExactScope.Part part = part(classes, method);
        try {
            EagerClasses.load(true); // What instruments must not be loaded while a class is.
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        sites.warmUp();
        transformer.exactMayChange();
        if (!scope.add(part)) {
            throw new ControlException(409, part + " is counted already.", "GET /exact tells all that is.");
        }
        return retransform(loaded -> transformer.test(loaded) && isIn(part, loaded));
    }

    /** @throws ControlException 400 when these are no names, 404 when it is not counted */
    synchronized void remove(String classes, String method) {
        ExactScope.Part part = part(classes, method);
        if (!scope.remove(part)) {
            throw new ControlException(
                    404,
                    part + " is not counted.",
                    all().isEmpty() ? "Nothing is." : new NearestName(all()).hint(part.toString()));
        }
        retransform(loaded -> transformer.mayHaveTouched(loaded) && isIn(part, loaded));
    }

    private static ExactScope.Part part(String classes, String method) {
        if (!classes.matches(NAMES)) {
            throw new ControlException(
                    400,
                    "class=" + classes + " is neither a class nor a package.",
                    "Give a name such as com.acme.Cache or com.acme.**.");
        }
        if (!method.isEmpty() && !method.matches(METHODS)) {
            throw new ControlException(
                    400, "method=" + method + " is no name of a method.", "Give a name such as put or <init>.");
        }
        return new ExactScope.Part(classes, method);
    }

    private static boolean isIn(ExactScope.Part part, Class<?> loaded) {
        return part.contains(loaded.getName().replace('.', '/'));
    }

    /** Whether anything of a class would be counted. */
    boolean isCounted(String className) {
        return scope.contains(className.replace('.', '/'));
    }

    private int retransform(Predicate<Class<?>> wanted) {
        return Retransformation.inBatches(instrumentation).run(wanted, (done, total) -> {});
    }
}

package io.oomtrace.instrument;

import java.util.ArrayList;
import java.util.List;

/**
 * What is counted exactly: packages, classes, or one method of a class. May change while classes are loaded. Safe on any
 * thread; what is asked while a class is loaded takes no lock.
 */
public final class ExactScope {
    /** A part of it. */
    public static final class Part {
        private final String classes;
        private final String method;
        private final String lambdas;
        private final PackagePrefixes prefixes;

        /**
         * @param classes a package or a class as in source, with what is below it: {@code com.acme}, {@code
         *     com.acme.**} or {@code com.acme.Cache}
         * @param method a method's name, {@code <init>} for constructors, with the lambdas in it; empty for all of
         *     them
         */
        public Part(String classes, String method) {
            this.classes = PackagePrefixes.name(classes);
            this.method = method;
            this.lambdas = "lambda$" + method + '$';
            this.prefixes = new PackagePrefixes(List.of(this.classes));
        }

        /** Whether it has a class of this internal name, or one of its methods. */
        public boolean contains(String internalName) {
            return prefixes.test(internalName);
        }

        private boolean contains(String internalName, String methodName) {
            return contains(internalName)
                    && (method.isEmpty() || method.equals(methodName) || methodName.startsWith(lambdas));
        }

        /** {@code com.acme.Cache}, or {@code com.acme.Cache#put} for a method. */
        @Override
        public String toString() {
            return method.isEmpty() ? classes : classes + '#' + method;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part that && classes.equals(that.classes) && method.equals(that.method);
        }

        @Override
        public int hashCode() {
            return 31 * classes.hashCode() + method.hashCode();
        }
    }

    private volatile Part[] parts;

    /** @param classes packages and classes, all of their methods */
    public ExactScope(List<String> classes) {
        List<Part> first = new ArrayList<>();
        for (String name : classes) {
            first.add(new Part(name, ""));
        }
        parts = first.toArray(new Part[0]);
    }

    /** Whether a class of this internal name has anything that is counted. */
    public boolean contains(String internalName) {
        for (Part part : parts) {
            if (part.contains(internalName)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what a method of a class allocates is counted. */
    boolean contains(String internalName, String methodName) {
        for (Part part : parts) {
            if (part.contains(internalName, methodName)) {
                return true;
            }
        }
        return false;
    }

    public List<Part> parts() {
        return List.of(parts);
    }

    /** @return false if it was there */
    public synchronized boolean add(Part part) {
        List<Part> all = new ArrayList<>(List.of(parts));
        if (all.contains(part)) {
            return false;
        }
        all.add(part);
        parts = all.toArray(new Part[0]);
        return true;
    }

    /** @return false if it was not there */
    public synchronized boolean remove(Part part) {
        List<Part> all = new ArrayList<>(List.of(parts));
        boolean removed = all.remove(part);
        parts = all.toArray(new Part[0]);
        return removed;
    }
}

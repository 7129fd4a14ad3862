package io.oomtrace.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tells whether a class of an internal name is in one of some packages or their subpackages. */
public final class PackagePrefixes implements Predicate<String> {
    private final List<String> prefixes = new ArrayList<>();

    /** @param packages as in source: {@code com.acme}, {@code com.acme.} or {@code com.acme.*} */
    public PackagePrefixes(List<String> packages) {
        for (String name : packages) {
            prefixes.add(name(name).replace('.', '/'));
        }
    }

    /** Without what says that it takes in what is below it. */
    static String name(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '*') {
            end--;
        }
        if (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }

    @Override
    public boolean test(String internalName) {
        for (String prefix : prefixes) {
            if (internalName.startsWith(prefix)
                    && (internalName.length() == prefix.length()
                            || "/$".indexOf(internalName.charAt(prefix.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }
}

package io.oomtrace.agent;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Tells whether a class of an internal name is in one of some packages or their subpackages. */
final class PackagePrefixes implements Predicate<String> {
    private static final Pattern WILDCARD = Pattern.compile("\\.?\\**$");

    private final List<String> prefixes;

    /** @param packages as in source: {@code com.acme}, {@code com.acme.} or {@code com.acme.*} */
    PackagePrefixes(List<String> packages) {
        this.prefixes = packages.stream().map(PackagePrefixes::prefix).toList();
    }

    private static String prefix(String name) {
        return WILDCARD.matcher(name).replaceFirst("").replace('.', '/');
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

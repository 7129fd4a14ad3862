package io.oomtrace.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what somebody meant who misspelt one of a few names: an option, a parameter, a path.
 *
 * <p>Near is: equal but for case and {@code -} for {@code _}, or the only name that begins so, or at most a third of
 * its letters wrong, missing, added or swapped with the neighbour (optimal string alignment distance).
 *
 * @param valid the names there are, in the order in which a hint lists them
 */
public record NearestName(List<String> valid) {
    private static final int SHORTEST_PREFIX = 3;

    public NearestName {
        valid = List.copyOf(valid);
    }

    /** The name that was probably meant; empty when none is near. */
    public Optional<String> to(String given) {
        String name = normal(given);
        List<String> longer = valid.stream()
                .filter(candidate ->
                        name.length() >= SHORTEST_PREFIX && normal(candidate).startsWith(name))
                .toList();
        if (longer.size() == 1) {
            return Optional.of(longer.get(0));
        }
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : valid) {
            int edits = edits(name, normal(candidate));
            if (edits < fewest && 3 * edits <= Math.max(3, candidate.length())) {
                nearest = candidate;
                fewest = edits;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** For people: {@code Did you mean line? Valid: line, file.}, or only what is valid. */
    public String hint(String given) {
        String all = "Valid: " + String.join(", ", valid) + ".";
        return to(given).map(nearest -> "Did you mean " + nearest + "? " + all).orElse(all);
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }
}

package io.oomtrace.export.pprof;

import java.util.HashMap;
import java.util.Map;

/** The strings of a profile by their places, each written when it is first used. Not thread-safe. */
final class ProfileStrings {
    private final ProfileParts parts;
    private final Map<String, Integer> places = new HashMap<>();

    ProfileStrings(ProfileParts parts) {
        this.parts = parts;
        place("");
    }

    int place(String string) {
        Integer known = places.get(string);
        if (known != null) {
            return known;
        }
        int place = places.size();
        places.put(string, place);
        parts.part().addStringTable(string);
        return place;
    }
}

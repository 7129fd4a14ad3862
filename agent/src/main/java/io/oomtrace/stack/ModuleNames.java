package io.oomtrace.stack;

import java.net.URL;
import java.security.CodeSource;

/** Where classes come from. Any thread. */
public final class ModuleNames {
    private ModuleNames() {}

    /**
     * Name of its module; for one on the class path, of the jar or the folder without the path to it; empty if
     * unknown.
     */
    public static String of(Class<?> type) {
        String module = type.getModule().getName();
        if (module != null) {
            return module;
        }
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "" : lastName(location.getPath());
        } catch (RuntimeException e) {
            return ""; // Some application's loaders and security managers do as they like.
        }
    }

    /**
     * Of {@code /app/lib/cache-1.2.jar}, of {@code /app/classes/}, and of {@code
     * file:/app.jar!/BOOT-INF/lib/cache-1.2.jar!/}.
     */
    static String lastName(String path) {
        int end = path.length();
        while (end > 0 && (path.charAt(end - 1) == '/' || path.charAt(end - 1) == '!')) {
            end--;
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}

package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * A native library on its way from the jar into the process. It lies in a {@link PrivateFolder} that nobody else can
 * write, is read again and compared with what it has to be before it is loaded, and is removed as soon as it is. Of
 * several places the first is taken that can be written and whose files can be executed.
 *
 * <p>(ap-loader, which the library comes from, would keep it in a fixed folder of the user's, and load whatever it finds
 * there.)
 */
final class LibraryFile {
    private final byte[] content;
    private final String sha256;

    /**
     * @param content of the library
     * @param sha256 that it has to have, in hexadecimal
     */
    LibraryFile(byte[] content, String sha256) {
        this.content = content;
        this.sha256 = sha256;
    }

    /** @throws UnavailableException when the jar lacks it */
    static LibraryFile read(ClassLoader jar, String entry, String sha256) throws UnavailableException {
        try (InputStream in = jar.getResourceAsStream(entry)) {
            if (in == null) {
                throw new UnavailableException("the jar lacks " + entry);
            }
            return new LibraryFile(in.readAllBytes(), sha256);
        } catch (IOException e) {
            throw new UnavailableException("the jar cannot be read: " + e, e);
        }
    }

    /**
     * Loads it.
     *
     * @param load is given its path, and throws an {@link UnsatisfiedLinkError} where it cannot be executed
     * @throws UnavailableException when it is not what it has to be, or could be loaded from none of these places
     */
    void load(List<Path> places, Consumer<Path> load) throws UnavailableException {
        require(content);
        List<String> reasons = new ArrayList<>();
        for (Path place : places) {
            try (PrivateFolder folder = PrivateFolder.in(place)) {
                Path file = folder.file("libasyncProfiler.so");
                Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                require(Files.readAllBytes(file));
                load.accept(file);
                return;
            } catch (IOException e) {
                reasons.add(place + ": " + PrivateFolder.reason(e));
            } catch (UnsatisfiedLinkError e) {
                reasons.add(place + ": " + withoutPath(e.getMessage()));
            }
        }
        throw new UnavailableException(
                "async-profiler's library cannot be loaded from any folder (" + String.join("; ", reasons)
                        + "). Have java.io.tmpdir name one that can be written, and is not mounted noexec");
    }

    private void require(byte[] found) throws UnavailableException {
        String hash = hash(found);
        if (!hash.equals(sha256)) {
            throw new UnavailableException(
                    "async-profiler's library is not the one that was packed (SHA-256 " + hash + ")");
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java runtime has it.
        }
    }

    /** The linker says {@code path: path: reason}, and the path is gone by the time somebody reads it. */
    private static String withoutPath(String message) {
        return message == null
                ? "it cannot be linked"
                : message.substring(message.lastIndexOf(".so: ") < 0 ? 0 : message.lastIndexOf(".so: ") + 5);
    }
}

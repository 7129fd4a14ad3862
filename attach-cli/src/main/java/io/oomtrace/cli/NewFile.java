package io.oomtrace.cli;

import io.oomtrace.cli.error.CommandFailure;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file to be written, all of it or nothing.
 *
 * @param replace whether one that is there may go
 */
record NewFile(Path path, boolean replace) {
    /** @throws CommandFailure if there is one already, or it cannot be written */
    void write(byte[] bytes) {
        String what = "cannot write " + path;
        try {
            requireFree();
            Path folder = path.toAbsolutePath().getParent();
            Path part = Files.createTempFile(folder, ".oomtrace", ".part");
            try {
                Files.write(part, bytes);
                Files.move(
                        part,
                        path,
                        replace ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING} : new CopyOption[0]);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(what, "it is there already", "give another name, or --force", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(what, "there is no such directory", "make it first", e);
        } catch (IOException e) {
            throw new CommandFailure(what, CommandFailure.reason(e), "give a name in a directory you can write", e);
        }
    }

    private void requireFree() throws FileAlreadyExistsException {
        if (!replace && Files.exists(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
    }
}

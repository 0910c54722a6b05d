package io.centter.embedded.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Unpacks a `.tar.xz` without any program of the system.
public final class TarXz {
    private TarXz() {}

    /// Unpacks the wanted entries below the target; an entry that would land outside it is refused.
    public static void unpack(InputStream archive, Path target, Predicate<String> wanted) throws IOException {
        var xz = new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16));
        var tar = new TarArchiveInputStream(xz);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (wanted.test(entry.getName())) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = inside(target, target.resolve(entry.getName()), entry);
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(LocalFiles.parent(file));
        if (entry.isSymbolicLink()) {
            inside(target, LocalFiles.parent(file).resolve(entry.getLinkName()), entry);
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, inside(target, target.resolve(entry.getLinkName()), entry));
        } else {
            Files.copy(tar, file);
            if (!Host.isWindows()) {
                Files.setPosixFilePermissions(file, permissions(entry.getMode()));
            }
        }
    }

    private static Path inside(Path target, Path file, TarArchiveEntry entry) throws IOException {
        Path normal = file.normalize();
        if (!normal.startsWith(target.normalize())) {
            throw new IOException("the archive holds an entry outside itself: " + entry.getName());
        }
        return normal;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = new HashSet<>(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        if ((mode & 0b001_000_000) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}

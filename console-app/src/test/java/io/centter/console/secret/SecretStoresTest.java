package io.centter.console.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoresTest {
    private static final String SECRET = "eyJhbGciOiJIUzI1NiJ9.secret-of-linda";

    @TempDir
    Path folder;

    @Test
    void sealedFileGivesBackWhatItKeepsAndShowsItToNobodyElse() throws IOException {
        SealedFile store = new SealedFile(folder, new SecureRandom());
        store.keep("a", SECRET);
        store.keep("b", "other");

        assertThat(new SealedFile(folder, new SecureRandom()).find("a")).contains(SECRET);
        assertThat(Files.readString(store.sealed())).doesNotContain(SECRET).doesNotContain("other");
        for (Path file : new Path[] {store.sealed(), store.key()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        store.forget("a");
        assertThat(store.find("a")).isEmpty();
        assertThat(store.find("b")).contains("other");
    }

    @Test
    void sealedFileDoesNotTakeOneNamesSecretForAnothers() throws IOException {
        SealedFile store = new SealedFile(folder, new SecureRandom());
        store.keep("a", SECRET);
        String moved = Files.readString(store.sealed()).replace("\"a\"", "\"b\"");
        Files.writeString(store.sealed(), moved);

        assertThatThrownBy(() -> store.find("b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not fit its key");
    }

    @Test
    void keyThatOthersMayReadIsRefusedWithWhatToDo() throws IOException {
        SealedFile store = new SealedFile(folder, new SecureRandom());
        store.keep("a", SECRET);
        Files.setPosixFilePermissions(store.key(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> store.find("a")).hasMessageContaining("chmod 600");
    }

    @Test
    void secretGoesToTheKeyRingByStandardInputAndNeverAsAnArgument() throws IOException {
        SecretService store = new SecretService(standIn("""
                #!/bin/sh
                dir=$(dirname "$0"); echo "$@" >> "$dir/arguments"
                for name; do :; done
                case "$1" in
                  store) cat > "$dir/item-$name" ;;
                  lookup) [ -f "$dir/item-$name" ] && cat "$dir/item-$name" ;;
                  clear) rm "$dir/item-$name" 2>/dev/null ;;
                esac
                """));

        assertThat(SecretStores.works(store)).isTrue();
        assertThat(store.find("a")).isEmpty();
        store.keep("a", SECRET);
        assertThat(store.find("a")).contains(SECRET);
        store.forget("a");
        assertThat(store.find("a")).isEmpty();
        store.forget("a");
        assertThat(Files.readString(folder.resolve("arguments")))
                .contains("store --label=Centter console service centter-console account a")
                .doesNotContain(SECRET);
    }

    @Test
    void secretGoesToTheKeychainByStandardInputAndNeverAsAnArgument() throws IOException {
        Keychain store = new Keychain(standIn("""
                #!/bin/sh
                dir=$(dirname "$0"); echo "$@" >> "$dir/arguments"
                case "$1" in
                  -i) read -r _ _ _ name _ _ _ text; echo "$text" > "$dir/item-$name" ;;
                  find-generic-password) [ -f "$dir/item-$3" ] && cat "$dir/item-$3" || exit 44 ;;
                  delete-generic-password) rm "$dir/item-$3" 2>/dev/null || exit 44 ;;
                esac
                """));

        assertThat(SecretStores.works(store)).isTrue();
        store.keep("a", SECRET);
        assertThat(store.find("a")).contains(SECRET);
        assertThat(Files.readString(folder.resolve("arguments"))).doesNotContain(SECRET);
    }

    @Test
    void windowsProtectsByStandardInputAndOnlyWhatIsSealedBecomesAFile() throws IOException {
        DataProtection store = new DataProtection(standIn("""
                #!/bin/sh
                dir=$(dirname "$0"); echo "$@" >> "$dir/arguments"
                case "$*" in
                  *Unprotect*) base64 -d ;;
                  *) base64 -w0 ;;
                esac
                """), folder.resolve("kept"));

        assertThat(SecretStores.works(store)).isTrue();
        store.keep("a", SECRET);
        assertThat(store.find("a")).contains(SECRET);
        assertThat(Files.readString(folder.resolve("kept").resolve("a.dpapi"))).doesNotContain(SECRET);
        assertThat(Files.readString(folder.resolve("arguments"))).doesNotContain(SECRET);
    }

    @Test
    void storeThatDoesNotAnswerIsPassedOverForTheFile() throws IOException {
        SecretService mute = new SecretService(standIn("""
                #!/bin/sh
                echo 'Cannot autolaunch D-Bus without X11 $DISPLAY' >&2
                exit 1
                """));

        assertThat(SecretStores.works(mute)).isFalse();
        assertThat(SecretStores.works(new SecretService(folder.resolve("none").toString())))
                .isFalse();
        SecretStore store = SecretStores.open("Linux", Map.of(), folder, new SecureRandom());
        assertThat(store.kind()).isEqualTo("file");
    }

    @Test
    void eachSystemHasItsOwnStore() {
        assertThat(SecretStores.candidates("Mac OS X", Map.of(), folder))
                .extracting(SecretStore::kind)
                .containsExactly("keychain");
        assertThat(SecretStores.candidates("Windows 11", Map.of(), folder))
                .extracting(SecretStore::kind)
                .containsExactly("protection");
        assertThat(SecretStores.candidates(
                        "Linux", Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus"), folder))
                .extracting(SecretStore::kind)
                .containsExactly("keyring");
        assertThat(SecretStores.candidates("Linux", Map.of(), folder)).isEmpty();
    }

    /// In the place of a system's program: it keeps items beside itself, and writes down its arguments.
    private String standIn(String script) throws IOException {
        Path program = folder.resolve("stand-in");
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }
}

package io.centter.console.secret;

import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A file sealed with AES-256-GCM, its key in another file beside it, both for their owner only. That keeps secrets out
/// of whatever gets one of the two: a search, a copy of the settings, a picture of the folder. Who may read both, such
/// as any program of the same person, can open it; a key store of the system is better.
record SealedFile(Path folder, SecureRandom random) implements SecretStore {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    @Override
    public String kind() {
        return "file";
    }

    Path sealed() {
        return folder.resolve("secrets.json");
    }

    Path key() {
        return folder.resolve("secrets.key");
    }

    @Override
    public synchronized Optional<String> find(String name) throws IOException {
        String text = read().get(name);
        if (text == null || !Files.exists(key())) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, bytes, name);
            byte[] open = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(open, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("What is kept under " + name + " does not fit its key.", e);
        }
    }

    @Override
    public synchronized void keep(String name, String secret) throws IOException {
        Map<String, String> all = read();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = new byte[NONCE_BYTES + closed.length];
            System.arraycopy(nonce, 0, bytes, 0, NONCE_BYTES);
            System.arraycopy(closed, 0, bytes, NONCE_BYTES, closed.length);
            all.put(name, Base64.getEncoder().encodeToString(bytes));
        } catch (GeneralSecurityException e) {
            throw new IOException("A secret cannot be sealed.", e);
        }
        write(all);
    }

    @Override
    public synchronized void forget(String name) throws IOException {
        Map<String, String> all = read();
        if (all.remove(name) != null) {
            write(all);
        }
    }

    /// The name goes into the seal: nobody can put one person's secret under another's name.
    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException, IOException {
        if (nonce.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(readKey(), "AES"), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] readKey() throws IOException {
        if (!Files.exists(key())) {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            OwnFiles.write(key(), fresh);
            return fresh;
        }
        if (OwnFiles.isOpenToOthers(key())) {
            throw new IOException("Others may read " + key() + ". Run: chmod 600 " + key());
        }
        byte[] bytes = Files.readAllBytes(key());
        if (bytes.length != KEY_BYTES) {
            throw new IOException(key() + " is no key of " + KEY_BYTES + " bytes. Delete it and sign in again.");
        }
        return bytes;
    }

    private Map<String, String> read() throws IOException {
        if (!Files.exists(sealed())) {
            return new TreeMap<>();
        }
        Map<String, String> kept = new TreeMap<>();
        Wire.tolerant()
                .readTree(sealed().toFile())
                .properties()
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue().asText()));
        return kept;
    }

    private void write(Map<String, String> all) throws IOException {
        OwnFiles.write(sealed(), Wire.strict().writeValueAsBytes(all));
    }
}

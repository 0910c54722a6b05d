package io.centter.model.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.permission.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new version of a skill. Once published it never changes.
///
/// @param digest of the package; the same version with another one is refused
/// @param sizeBytes of the package
/// @param manifest what the skill says of itself: a JSON object of at most 64 KiB. Where it has `version`, that is this
///     version; where it has `commands`, a list of names, no command is declared that is not among them
/// @param capabilities the content of `capabilities.yaml`
/// @param capabilitiesYaml that file itself, instead of `capabilities`
/// @param scopes what the skill wants for the agents that have it
/// @param signature by a key of its publisher over [SkillStatement]; required where the publisher has one
public record PublishVersion(
        SemVer version,
        Sha256 digest,
        @Nullable Long sizeBytes,
        @Nullable String changelog,
        ObjectNode manifest,
        @Nullable SkillCapabilities capabilities,
        @Nullable String capabilitiesYaml,
        @Nullable List<Scope> scopes,
        @Nullable KeySignature signature) {
    /// The largest manifest, in characters of JSON.
    public static final int MAX_MANIFEST = 65_536;
    /// The largest `capabilities.yaml`, in characters.
    public static final int MAX_YAML = 65_536;
    /// The largest package, in bytes.
    public static final long MAX_SIZE = 10L * 1024 * 1024;

    private static final int CHANGELOG = 16_384;
    private static final int MAX_SCOPES = 64;

    public PublishVersion {
        Names.requirePresent("version", version);
        Names.requirePresent("digest", digest);
        if (sizeBytes != null && (sizeBytes < 0 || sizeBytes > MAX_SIZE)) {
            throw new InvalidValue("size_bytes", "size_bytes is at most " + MAX_SIZE + ", the largest package.");
        }
        changelog = Prose.of("changelog", changelog, CHANGELOG);
        Names.requirePresent("manifest", manifest);
        requireManifest(manifest, version);
        if (capabilities != null && capabilitiesYaml != null) {
            throw new InvalidValue("capabilities_yaml", "Send capabilities or capabilities_yaml, not both.");
        }
        if (capabilitiesYaml != null && capabilitiesYaml.length() > MAX_YAML) {
            throw new InvalidValue("capabilities_yaml", "capabilities_yaml has at most " + MAX_YAML + " characters.");
        }
        scopes = distinct("scopes", scopes, MAX_SCOPES);
    }

    /// The same version, signed.
    public PublishVersion signed(KeySignature by) {
        return new PublishVersion(
                version, digest, sizeBytes, changelog, manifest, capabilities, capabilitiesYaml, scopes, by);
    }

    /// Sorted and each once; never null.
    static List<Scope> distinct(String field, @Nullable List<Scope> scopes, int max) {
        if (scopes == null) {
            return List.of();
        }
        if (scopes.size() > max || scopes.stream().anyMatch(one -> one == null)) {
            throw new InvalidValue(field, field + " has at most " + max + " entries, none of them null.");
        }
        return scopes.stream().distinct().sorted().toList();
    }

    private static void requireManifest(ObjectNode manifest, SemVer version) {
        String text = manifest.toString();
        if (text.length() > MAX_MANIFEST) {
            throw new InvalidValue(
                    "manifest",
                    "manifest has " + text.length() + " characters of JSON; at most " + MAX_MANIFEST + " are allowed.");
        }
        if (hasNul(manifest)) {
            throw new InvalidValue("manifest", "manifest contains the character U+0000; remove it.");
        }
        JsonNode said = manifest.get("version");
        if (said != null && !said.asText().equals(version.value())) {
            throw new InvalidValue(
                    "manifest", "manifest says version " + said.asText() + ", and this is " + version + ".");
        }
    }

    // Databases cannot keep it in text.
    private static boolean hasNul(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().indexOf(0) >= 0;
        }
        for (var field : node.properties()) {
            if (field.getKey().indexOf(0) >= 0) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (hasNul(child)) {
                return true;
            }
        }
        return false;
    }
}

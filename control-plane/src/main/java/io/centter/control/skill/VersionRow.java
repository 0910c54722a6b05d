package io.centter.control.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.permission.Scope;
import io.centter.model.skill.KeySignature;
import io.centter.model.skill.SemVer;
import io.centter.model.skill.Sha256;
import io.centter.model.skill.SkillCapabilities;
import io.centter.model.skill.SkillVersionView;
import io.centter.model.wire.Wire;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A version as it is kept.
///
/// @param manifest JSON
/// @param capabilities JSON
@SuppressWarnings("ArrayRecordComponent")
public record VersionRow(
        UUID id,
        UUID skillId,
        String version,
        String precedence,
        byte[] digest,
        long sizeBytes,
        String changelog,
        List<String> scopes,
        String manifest,
        String capabilities,
        byte @Nullable [] signature,
        @Nullable String signedBy,
        @Nullable Instant yankedAt,
        @Nullable String yankReason,
        Instant publishedAt) {
    SemVer semVer() {
        return new SemVer(version);
    }

    List<Scope> wanted() {
        return scopes.stream().map(Scope::parse).toList();
    }

    SkillVersionView view() {
        try {
            return new SkillVersionView(
                    skillId,
                    semVer(),
                    new Sha256(HexFormat.of().formatHex(digest)),
                    sizeBytes,
                    changelog,
                    wanted(),
                    Wire.tolerant().readTree(manifest),
                    Wire.tolerant().readValue(capabilities, SkillCapabilities.class),
                    signature == null || signedBy == null
                            ? null
                            : new SkillVersionView.SignedBy(new Sha256(signedBy), KeySignature.of(signature)),
                    yankedAt != null,
                    yankedAt,
                    yankReason,
                    publishedAt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("version " + id + " cannot be read", e);
        }
    }
}

package io.centter.model.skill;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A published version of a skill.
///
/// @param manifest absent in lists
/// @param capabilities absent in lists
/// @param signedBy absent where the publisher had no key when it published
/// @param yankedAt since when it cannot be newly installed; absent while it can
public record SkillVersionView(
        UUID skillId,
        SemVer version,
        Sha256 digest,
        long sizeBytes,
        String changelog,
        List<Scope> scopes,
        @Nullable JsonNode manifest,
        @Nullable SkillCapabilities capabilities,
        @Nullable SignedBy signedBy,
        boolean yanked,
        @Nullable Instant yankedAt,
        @Nullable String yankReason,
        Instant publishedAt) {
    /// By which key of its publisher, over [SkillStatement].
    public record SignedBy(Sha256 key, KeySignature signature) {}

    /// The same as it stands in a list.
    public SkillVersionView brief() {
        return new SkillVersionView(
                skillId,
                version,
                digest,
                sizeBytes,
                changelog,
                scopes,
                null,
                null,
                signedBy,
                yanked,
                yankedAt,
                yankReason,
                publishedAt);
    }
}

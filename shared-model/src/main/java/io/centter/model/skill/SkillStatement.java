package io.centter.model.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.model.identity.Slug;
import io.centter.model.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a publisher signs: all that a version is, and whose; or which key is to be believed from now on. A JSON object
/// in
/// canonical form (RFC 8785), in UTF-8.
public record SkillStatement(String text) {
    /// In a version's statement where they are not empty; `manifest` always.
    private static final List<String> MEMBERS =
            List.of("version", "digest", "size_bytes", "changelog", "manifest", "capabilities", "scopes");

    /// Of a version that is to be published: its slugs and members as they are sent. [InvalidValue] where the manifest
    /// has a number that readers may round.
    ///
    /// @param capabilities what `capabilities_yaml` says, where that is sent
    public static SkillStatement of(
            Slug publisher, Slug skill, PublishVersion version, SkillCapabilities capabilities) {
        ObjectNode sent = Wire.strict().valueToTree(version);
        sent.set("capabilities", Wire.strict().valueToTree(capabilities));
        return of(publisher, skill, sent);
    }

    /// Of a version that is published, as it is shown alone: for whoever wants to verify it again.
    public static SkillStatement of(Slug publisher, Slug skill, SkillVersionView version) {
        return of(publisher, skill, Wire.strict().<ObjectNode>valueToTree(version));
    }

    /// Of a key that comes to others of its publisher.
    public static SkillStatement adding(Slug publisher, PublisherKey key) {
        ObjectNode said = JsonNodeFactory.instance
                .objectNode()
                .put("publisher", publisher.value())
                .put("adds_key", key.id().value());
        return new SkillStatement(CanonicalJson.of("key", said));
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SkillStatement of(Slug publisher, Slug skill, ObjectNode version) {
        ObjectNode said = JsonNodeFactory.instance
                .objectNode()
                .put("publisher", publisher.value())
                .put("skill", skill.value());
        for (String member : MEMBERS) {
            JsonNode value = version.path(member);
            if (member.equals("manifest") || !isEmpty(value)) {
                said.set(member, value);
            }
        }
        return new SkillStatement(CanonicalJson.of("manifest", said));
    }

    private static boolean isEmpty(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.longValue() == 0;
            case STRING -> value.textValue().isEmpty();
            case ARRAY -> value.isEmpty();
            case OBJECT -> value.path("commands").isEmpty();
            default -> true;
        };
    }
}

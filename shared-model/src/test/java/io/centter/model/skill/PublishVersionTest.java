package io.centter.model.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.centter.model.identity.InvalidValue;
import io.centter.model.permission.Risk;
import io.centter.model.permission.Scope;
import io.centter.model.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublishVersionTest {
    private static final String DIGEST = "\"" + "AB".repeat(32) + "\"";

    @Test
    void aVersionIsReadWithItsCommandsAndScopes() throws JsonProcessingException {
        PublishVersion version = read("\"1.0.0\"", DIGEST, """
                {"name": "crm"}, "capabilities": {"commands": [{"name": "export", "risk": "write"}]},
                "scopes": ["infra:deploy", "crm:read", "infra:deploy"]""");

        assertThat(version.digest().value()).isEqualTo("ab".repeat(32));
        assertThat(version.capabilities())
                .isEqualTo(new SkillCapabilities(List.of(new SkillCommand("export", Risk.WRITE, null))));
        assertThat(version.scopes()).containsExactly(Scope.parse("crm:read"), Scope.parse("infra:deploy"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "'1.0' | {} | version",
                "'1.0.0' | null | manifest",
                "'1.0.0' | {\"version\":\"1.0.1\"} | manifest",
                "'1.0.0' | {\"a\":[{\"b\\u0000\":1}]} | manifest",
                "'1.0.0' | {}, \"size_bytes\": 10485761 | size_bytes",
                "'1.0.0' | {}, \"scopes\": [\"nonsense\"] | scope",
                "'1.0.0' | {}, \"scopes\": [null] | scopes",
                "'1.0.0' | {}, \"capabilities\": {\"commands\": [{\"name\":\"a b\",\"risk\":\"read\"}]} | name",
                "'1.0.0' | {}, \"capabilities\": {\"commands\": [{\"name\":\"a\"}]} | risk",
                "'1.0.0' | {}, \"capabilities\": {\"commands\": [null]} | commands",
                "'1.0.0' | {}, \"capabilities\": {}, \"capabilities_yaml\": \"\" | capabilities_yaml"
            },
            delimiter = '|',
            quoteCharacter = '`')
    void whatCannotBeTakenIsNamed(String version, String rest, String field) {
        assertThatThrownBy(() -> read(version.replace('\'', '"'), DIGEST, rest))
                .isInstanceOf(JsonMappingException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void aManifestHasALimitAndADigestAShape() {
        assertThatThrownBy(() -> read("\"1.0.0\"", DIGEST, "{\"a\":\"" + "x".repeat(65_536) + "\"}"))
                .rootCause()
                .hasMessageContaining("at most 65536");
        for (String digest : List.of("\"\"", "null", "\"" + "ab".repeat(31) + "\"", "\"" + "zz".repeat(32) + "\"")) {
            assertThatThrownBy(() -> read("\"1.0.0\"", digest, "{}")).isInstanceOf(JsonMappingException.class);
        }
    }

    @Test
    void aCommandIsDeclaredOnce() {
        SkillCommand command = new SkillCommand("export", Risk.READ, null);
        assertThatThrownBy(() -> new SkillCapabilities(List.of(command, command)))
                .hasMessageContaining("declared twice");
    }

    private static PublishVersion read(String version, String digest, String rest) throws JsonProcessingException {
        return Wire.strict()
                .readValue(
                        "{\"version\":" + version + ",\"digest\":" + digest + ",\"manifest\":" + rest + "}",
                        PublishVersion.class);
    }
}

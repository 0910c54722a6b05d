package io.centter.control.skill;

import io.centter.control.refusal.Refused;
import io.centter.model.skill.CapabilitiesText;
import io.centter.model.skill.SkillCapabilities;

/// Takes `capabilities.yaml` by the rules that publishers can check it with before they send it.
final class CapabilitiesYaml {
    private CapabilitiesYaml() {}

    /// What the text declares; refused with the first thing that is wrong with it.
    static SkillCapabilities read(String text) {
        CapabilitiesText read = CapabilitiesText.of(text);
        return read.capabilities()
                .orElseThrow(() -> Refused.Invalid.field(
                        "invalid-capabilities",
                        "/capabilities_yaml",
                        "capabilities_yaml cannot be taken. " + read.findings().getFirst()));
    }
}

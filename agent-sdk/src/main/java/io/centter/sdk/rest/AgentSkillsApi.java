package io.centter.sdk.rest;

import io.centter.model.identity.AgentId;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.AgentSkills;
import io.centter.model.skill.ChangeInstall;
import io.centter.model.skill.InstallSkill;
import java.util.UUID;

/// The part of the API that deals with the skills of an agent. It fails as [CentterApi] does.
public final class AgentSkillsApi {
    private final CentterApi api;

    private AgentSkillsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static AgentSkillsApi of(CentterApi api) {
        return new AgentSkillsApi(api);
    }

    public AgentSkills skills(AgentId agent) {
        return api.ask(Call.get(path(agent)), AgentSkills.class);
    }

    /// Grants what the skill wants, in the same moment.
    public AgentSkill install(AgentId agent, InstallSkill install) {
        return api.ask(
                Call.post(path(agent)).body(install).idempotent(api.ids.uuid().toString()), AgentSkill.class);
    }

    public AgentSkill change(AgentId agent, UUID skill, ChangeInstall change) {
        return api.ask(Call.put(path(agent) + "/" + skill).body(change), AgentSkill.class);
    }

    public void uninstall(AgentId agent, UUID skill) {
        api.tell(Call.delete(path(agent) + "/" + skill));
    }

    private static String path(AgentId agent) {
        return CentterApi.path(agent) + "/skills";
    }
}

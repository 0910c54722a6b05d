package io.centter.control.skill;

import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.model.api.MemberRole;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.AgentSkills;
import io.centter.model.skill.ChangeInstall;
import io.centter.model.skill.InstallSkill;

/// Skills on agents.
public final class InstallRoutes {
    private final InstallService installs;

    public InstallRoutes(InstallService installs) {
        this.installs = installs;
    }

    public void declare(Router router) {
        router.get("/agents/{agent}/skills", "Lists what is installed on an agent and what it says it has.")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .gives(AgentSkills.class)
                .handle(call -> Reply.of(installs.list(call)));
        router.post("/agents/{agent}/skills", "Installs a skill and grants the scopes that it wants.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(InstallSkill.class)
                .idempotent()
                .gives(201, AgentSkill.class)
                .handle(call -> Reply.of(installs.install(call)));
        router.put("/agents/{agent}/skills/{skill}", "Changes an installed skill to another version, up or down.")
                .by(Access.member(MemberRole.OPERATOR))
                .mayTake(ChangeInstall.class)
                .gives(AgentSkill.class)
                .handle(call -> Reply.of(installs.change(call)));
        router.delete("/agents/{agent}/skills/{skill}", "Uninstalls a skill; what it granted ends with it.")
                .by(Access.member(MemberRole.OPERATOR))
                .handle(call -> {
                    installs.uninstall(call);
                    return Reply.none();
                });
    }
}
